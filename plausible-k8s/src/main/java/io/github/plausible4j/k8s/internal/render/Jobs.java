package io.github.plausible4j.k8s.internal.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.github.plausible4j.k8s.release.StackComponent;

/**
 * Jobs that have a hash of their work in their names, so that the same work is not done twice and
 * other work becomes another Job. They have no time to live, because a Job that was deleted would
 * run again.
 */
public final class Jobs {
  private static final int HASH_LENGTH = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Jobs() {}

  /**
   * Creates a Job.
   *
   * @param deadlineSeconds the Job's {@code activeDeadlineSeconds}
   * @param subject text about the work that is not in the pod template, for the hash in the name
   */
  public static Job job(
      Rendering rendering,
      StackComponent component,
      Tier tier,
      String role,
      PodSpec pod,
      long deadlineSeconds,
      String subject) {
    pod.setRestartPolicy("Never");
    ObjectMeta meta = new ObjectMeta();
    meta.setLabels(rendering.labels(component));
    PodTemplateSpec template = new PodTemplateSpec(meta, pod);
    PodCustomizer.apply(rendering, component, template);
    String name = rendering.stack().named(role);
    Job job =
        new JobBuilder()
            .withMetadata(rendering.workloadMeta(component, tier, name))
            .withNewSpec()
            .withBackoffLimit(3)
            .withActiveDeadlineSeconds(deadlineSeconds)
            .endSpec()
            .build();
    job.getSpec().setTemplate(template);
    return named(ObjectPatches.of(rendering).apply(job), subject);
  }

  /** Names the Job by its final template, so that another template becomes another Job. */
  private static Job named(Job job, String subject) {
    String content = json(job.getSpec().getTemplate()) + subject;
    String hash = SecretEntry.sha256Hex(content).substring(0, HASH_LENGTH);
    job.getMetadata().setName(job.getMetadata().getName() + "-" + hash);
    return job;
  }

  private static String json(PodTemplateSpec template) {
    try {
      return JSON.writeValueAsString(template);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a pod template can always be written as JSON", e);
    }
  }
}
