package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.LiveObjects;
import io.github.plausible4j.k8s.internal.cluster.Redactor;
import io.github.plausible4j.k8s.internal.render.AppEnvironment;
import io.github.plausible4j.k8s.internal.render.Jobs;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretFiles;
import io.github.plausible4j.k8s.internal.render.Tier;
import io.github.plausible4j.k8s.internal.render.Workloads;
import io.github.plausible4j.k8s.internal.rollout.Finding;
import io.github.plausible4j.k8s.internal.rollout.Rollout;
import io.github.plausible4j.k8s.internal.secret.LiveSecrets;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * For internal use only. A short Job in the cluster with Plausible's own image, configuration and
 * network. What its program works on travels in a Secret that belongs to the Job and goes with it;
 * the answer is the pod's termination message. Takes the verbs {@code create} and {@code delete} on
 * Jobs and Secrets beside those that reading the stack's status takes. Thread-safe; the client
 * stays the caller's.
 */
public final class ApplicationJob {
  /** A pod that cannot start keeps its cause for as long before it is given up. */
  private static final Duration LASTING = Duration.ofSeconds(30);

  private static final int KEPT_SECONDS = 300;
  private static final String ROLE = "task";
  static final String DIRECTORY = "/etc/plausible4j/task";
  private static final StackComponent COMPONENT = StackComponent.ADMIN;

  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final Duration deadline;

  private ApplicationJob(KubernetesClient client, PlausibleStack stack, Duration deadline) {
    this.client = Objects.requireNonNull(client, "client");
    this.stack = Objects.requireNonNull(stack, "stack");
    this.deadline = deadline;
  }

  /** Jobs beside a stack as it was applied last, each with five minutes, image pull included. */
  public static ApplicationJob of(KubernetesClient client, PlausibleStack stack) {
    return new ApplicationJob(client, stack, Duration.ofMinutes(5));
  }

  /** With another deadline. */
  public ApplicationJob withDeadline(Duration newDeadline) {
    return new ApplicationJob(client, stack, newDeadline);
  }

  /**
   * Runs a program of Elixir. It may run more than once, when a pod is lost, so it must bear
   * repetition.
   *
   * @param program writes its answer, one byte at least and at most 4,096, to {@code
   *     /dev/termination-log}
   * @param files what it finds in {@link #DIRECTORY}, by name
   * @return the answer
   * @throws ProvisioningException if the Job may not be made or does not end well, with the pod's
   *     own cause
   */
  public String run(String program, Map<String, String> files) {
    KubeApi api = new KubeApi(client);
    String name = stack.named(ROLE + "-" + UUID.randomUUID().toString().substring(0, 8));
    KubeObject job = create(api, api.object(job(api, name, program)));
    try {
      KubeObject secret = create(api, api.object(secret(name, files, job)));
      await(api, job, secret);
      return answer(job);
    } finally {
      delete(api, job);
    }
  }

  private Job job(KubeApi api, String secretName, String program) {
    StackSnapshot snapshot;
    try {
      snapshot = StackSnapshot.of(api, stack);
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, new ObjectRef("v1", "Secret", stack.namespace(), ""));
    }
    Rendering rendering =
        new Rendering(stack, new LiveSecrets(api, stack.namespace(), snapshot.live()));
    AppEnvironment environment = new AppEnvironment(rendering);
    Container container =
        environment
            .container(ROLE, COMPONENT)
            .withCommand("/app/bin/plausible", "eval", program)
            .addToVolumeMounts(Workloads.readOnlyMount(ROLE, DIRECTORY))
            .build();
    PodSpec pod =
        environment.pod(
            COMPONENT, container, Workloads.emptyDir("data"), OwnershipStrategy.PRE_OWNED);
    pod.getVolumes()
        .add(
            new VolumeBuilder()
                .withName(ROLE)
                .withNewSecret()
                .withSecretName(secretName)
                .withDefaultMode(SecretFiles.MODE)
                .endSecret()
                .build());
    Job job =
        Jobs.job(
            rendering,
            COMPONENT,
            Tier.ADMINISTRATION,
            ROLE,
            pod,
            Math.max(1, deadline.toSeconds()),
            secretName);
    job.getSpec().setBackoffLimit(1);
    job.getSpec().setTtlSecondsAfterFinished(KEPT_SECONDS);
    return job;
  }

  /** The cluster deletes it with the Job, even when this process ends before. */
  private Secret secret(String name, Map<String, String> files, KubeObject job) {
    Map<String, String> data = new TreeMap<>();
    files.forEach(
        (key, value) ->
            data.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(stack.namespace())
        .withLabels(new Rendering(stack, SecretBindings.unbound()).labels(COMPONENT))
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(job.name())
        .withUid(job.uid())
        .endOwnerReference()
        .endMetadata()
        .withType("Opaque")
        .withImmutable(true)
        .withData(data)
        .build();
  }

  private static KubeObject create(KubeApi api, KubeObject object) {
    ObjectRef ref = object.ref();
    try {
      return api.create(object).orElseThrow(() -> Diagnoses.raced(ref));
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, ref);
    }
  }

  private void await(KubeApi api, KubeObject job, KubeObject secret) {
    Clock clock = Clock.systemUTC();
    Rollout.Patience patience =
        new Rollout.Patience(clock, clock.instant().plus(deadline), LASTING);
    List<KubeObject> secrets = new ArrayList<>(List.of(secret));
    try {
      LiveObjects live = StackSnapshot.of(api, stack).live();
      secrets.addAll(live.all());
      secrets.addAll(new LiveSecrets(api, stack.namespace(), live).foreign(List.of(job)));
      try (Rollout rollout = new Rollout(api, stack.namespace(), new Redactor(secrets), patience)) {
        List<Finding> findings = rollout.await(List.of(job), progress -> {});
        if (!findings.isEmpty()) {
          throw new ProvisioningException(findings.stream().map(Finding::diagnosis).toList());
        }
      }
    } catch (KubeApiException failure) {
      throw Diagnoses.of(failure, job.ref());
    }
  }

  private String answer(KubeObject job) {
    return client
        .pods()
        .inNamespace(stack.namespace())
        .withLabel("job-name", job.name())
        .list()
        .getItems()
        .stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .map(status -> Optional.ofNullable(status.getState()).map(ContainerState::getTerminated))
        .flatMap(Optional::stream)
        .filter(ended -> Integer.valueOf(0).equals(ended.getExitCode()))
        .map(ended -> Objects.toString(ended.getMessage(), ""))
        .filter(message -> !message.isEmpty())
        .findFirst()
        .orElseThrow(() -> noAnswer(job.ref()));
  }

  private static ProvisioningException noAnswer(ObjectRef job) {
    return new ProvisioningException(
        List.of(
            new Diagnosis(
                job,
                "the Job ended well and its pod has no termination message",
                List.of("what was asked for has happened, and may be asked for again"),
                "see whether something in the cluster deletes or changes pods that ended")));
  }

  /** What is left goes by itself when the Job's time to live is over. */
  private static void delete(KubeApi api, KubeObject job) {
    try {
      api.delete(job, false);
    } catch (KubeApiException | KubernetesClientException e) {
      // Its own result or its own failure must not be hidden by this.
    }
  }
}
