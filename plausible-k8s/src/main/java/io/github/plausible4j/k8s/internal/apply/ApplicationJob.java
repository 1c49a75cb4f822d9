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
 * For internal use only. Runs a program in a short-lived Job with Plausible's own image,
 * configuration and network. The program's input is in a Secret that the Job owns, so that both are
 * deleted together. The answer is the pod's termination message. Needs the verbs {@code create} and
 * {@code delete} on Jobs and Secrets, in addition to the permissions for reading the stack's
 * status. Thread-safe. The caller keeps ownership of the client.
 */
public final class ApplicationJob {
  /** How long a pod may fail to start for the same cause before the Job is given up. */
  private static final Duration STUCK_TIMEOUT = Duration.ofSeconds(30);

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

  /**
   * Runs Jobs beside a stack as it was last applied. Each gets five minutes, image pull included.
   */
  public static ApplicationJob of(KubernetesClient client, PlausibleStack stack) {
    return new ApplicationJob(client, stack, Duration.ofMinutes(5));
  }

  /** Returns a copy with another deadline for each Job, image pull included. */
  public ApplicationJob withDeadline(Duration newDeadline) {
    return new ApplicationJob(client, stack, newDeadline);
  }

  /**
   * Runs an Elixir program. It runs again if its pod is lost, so it must be idempotent.
   *
   * @param program writes its answer, 1 to 4,096 bytes, to {@code /dev/termination-log}
   * @param files the files that the program finds in {@link #DIRECTORY}, content by name
   * @return the answer
   * @throws ProvisioningException if the Job may not be created or does not succeed; it has the
   *     cause that the pod reports
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

  /** The Job owns it, so the cluster deletes both together, even if this process has ended. */
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
        new Rollout.Patience(clock, clock.instant().plus(deadline), STUCK_TIMEOUT);
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
                "the Job succeeded, but its pod has no termination message",
                List.of("the work was done, and it is safe to run it again"),
                "check whether something in the cluster deletes or changes completed pods")));
  }

  /** A Job that cannot be deleted expires by its {@code ttlSecondsAfterFinished}. */
  private static void delete(KubeApi api, KubeObject job) {
    try {
      api.delete(job, false);
    } catch (KubeApiException | KubernetesClientException e) {
      // The Job's own result or failure must not be hidden by this one.
    }
  }
}
