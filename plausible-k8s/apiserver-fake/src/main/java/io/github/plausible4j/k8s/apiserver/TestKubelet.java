package io.github.plausible4j.k8s.apiserver;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Simulates the nodes with the API only, so that it works with the fake and with a real API server
 * without nodes. Pods become ready, pods of Jobs succeed, and claims get a volume, unless a test
 * sets another behaviour.
 */
public final class TestKubelet implements AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Function<Pod, PodStatus>> behaviours = new ConcurrentHashMap<>();
  private volatile Consumer<PersistentVolumeClaim> claimEvent = claim -> {};
  private final List<SharedIndexInformer<?>> informers;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "test-kubelet");
            thread.setDaemon(true);
            return thread;
          });

  public TestKubelet(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.informers =
        List.of(
            client.pods().inNamespace(namespace).inform(new On<Pod>(this::pod)),
            client
                .persistentVolumeClaims()
                .inNamespace(namespace)
                .inform(new On<PersistentVolumeClaim>(this::claim)));
  }

  /** Sets the behaviour of pods whose names have a prefix, existing ones included. */
  public void behave(String prefix, Function<Pod, PodStatus> behaviour) {
    behaviours.put(prefix, behaviour);
    again();
  }

  /** Removes the behaviour of a prefix. */
  public void recover(String prefix) {
    behaviours.remove(prefix);
    again();
  }

  /** Writes an event for each claim of the storage class "none", which gets no volume. */
  public void eventAtClaims(String type, String reason, String message) {
    claimEvent =
        claim -> event(claim.getMetadata(), "PersistentVolumeClaim", type, reason, message);
  }

  /** Marks each claim of the storage class "none" as lost, because its volume is gone. */
  public void loseClaims() {
    claimEvent =
        claim -> {
          if (!"Lost".equals(claim.getStatus().getPhase())) {
            PersistentVolumeClaim bound =
                new PersistentVolumeClaimBuilder(claim)
                    .editSpec()
                    .withVolumeName("pv-of-a-dead-disk")
                    .endSpec()
                    .build();
            client
                .resource(
                    new PersistentVolumeClaimBuilder(client.resource(bound).update())
                        .withNewStatus()
                        .withPhase("Lost")
                        .endStatus()
                        .build())
                .updateStatus();
          }
        };
  }

  /** Sets a condition of a Deployment and keeps its pods from starting. */
  public void conditionOfDeployment(
      String name, String type, String status, String reason, String message) {
    behave(
        name,
        pod -> {
          if (!pod.getMetadata().getOwnerReferences().get(0).getKind().equals("ReplicaSet")) {
            return wellDone(pod);
          }
          client
              .apps()
              .deployments()
              .inNamespace(namespace)
              .withName(name)
              .editStatus(
                  deployment ->
                      new DeploymentBuilder(deployment)
                          .editStatus()
                          .removeMatchingFromConditions(each -> type.equals(each.getType()))
                          .addNewCondition()
                          .withType(type)
                          .withStatus(status)
                          .withReason(reason)
                          .withMessage(message)
                          .endCondition()
                          .endStatus()
                          .build());
          return new PodStatusBuilder().withPhase("Pending").build();
        });
  }

  /** Writes an event for the owner of each pod whose name has a prefix. The pods stay pending. */
  public void eventAtOwner(String prefix, String reason, String message) {
    behave(
        prefix,
        pod -> {
          OwnerReference owner = pod.getMetadata().getOwnerReferences().get(0);
          ObjectMeta meta =
              new ObjectMetaBuilder().withName(owner.getName()).withUid(owner.getUid()).build();
          event(meta, owner.getKind(), "Warning", reason, message);
          return new PodStatusBuilder().withPhase("Pending").build();
        });
  }

  /** Writes an event for each pod whose name has a prefix, and sets the pods' behaviour. */
  public void eventAtPod(
      String prefix, Function<Pod, PodStatus> behaviour, String reason, String message) {
    behave(
        prefix,
        pod -> {
          event(pod.getMetadata(), "Pod", "Warning", reason, message);
          return behaviour.apply(pod);
        });
  }

  private void event(ObjectMeta about, String kind, String type, String reason, String message) {
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName("event-")
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(kind)
                .withName(about.getName())
                .withNamespace(namespace)
                .withUid(about.getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withLastTimestamp(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .build())
        .create();
  }

  private void again() {
    client.pods().inNamespace(namespace).list().getItems().forEach(pod -> later(() -> pod(pod)));
  }

  private void pod(Pod seen) {
    Pod pod = client.pods().inNamespace(namespace).withName(seen.getMetadata().getName()).get();
    if (pod == null) {
      return;
    }
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      client.resource(pod).withGracePeriod(0).delete();
      return;
    }
    String name = pod.getMetadata().getName();
    if (!claimsAreBound(pod)) {
      return; // an event of the claim calls this again
    }
    PodStatus wanted =
        behaviours.entrySet().stream()
            .filter(entry -> name.startsWith(entry.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse(TestKubelet::wellDone)
            .apply(pod);
    if (!same(wanted, pod.getStatus())) {
      client.resource(new PodBuilder(pod).withStatus(wanted).build()).updateStatus();
    }
  }

  private boolean claimsAreBound(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .map(name -> client.persistentVolumeClaims().inNamespace(namespace).withName(name).get())
        .allMatch(claim -> claim != null && claim.getStatus().getPhase().equals("Bound"));
  }

  private static boolean same(PodStatus one, PodStatus other) {
    return one.getPhase().equals(other.getPhase())
        && one.getContainerStatuses().equals(other.getContainerStatuses())
        && one.getInitContainerStatuses().equals(other.getInitContainerStatuses())
        && one.getConditions().toString().equals(other.getConditions().toString());
  }

  /** The status of a healthy pod: running and ready, or succeeded if it is a Job's. */
  public static PodStatus wellDone(Pod pod) {
    boolean job = !pod.getSpec().getRestartPolicy().equals("Always");
    List<ContainerStatus> containers =
        pod.getSpec().getContainers().stream()
            .map(
                container ->
                    new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withImage(container.getImage())
                        .withImageID("")
                        .withReady(!job)
                        .withRestartCount(0)
                        .build())
            .toList();
    return new PodStatusBuilder()
        .withPhase(job ? "Succeeded" : "Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(job ? "False" : "True")
        .endCondition()
        .withContainerStatuses(containers)
        .build();
  }

  private void claim(PersistentVolumeClaim claim) {
    if (claim.getStatus().getPhase().equals("Bound")) {
      again();
      return;
    }
    if ("none".equals(claim.getSpec().getStorageClassName())) {
      claimEvent.accept(claim);
      return;
    }
    String name = namespace + "-" + claim.getMetadata().getName();
    String statically = claim.getSpec().getVolumeName();
    if (statically != null || client.persistentVolumes().withName(name).get() != null) {
      return;
    }
    client
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("test-kubelet", namespace)
                .endMetadata()
                .withNewSpec()
                .withStorageClassName(claim.getSpec().getStorageClassName())
                .withAccessModes(claim.getSpec().getAccessModes())
                .withCapacity(claim.getSpec().getResources().getRequests())
                .withNewHostPath()
                .withPath("/tmp/never-used")
                .endHostPath()
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(namespace)
                .withName(claim.getMetadata().getName())
                .endClaimRef()
                .endSpec()
                .build())
        .create();
  }

  private void later(Runnable task) {
    worker.execute(
        () -> {
          try {
            task.run();
          } catch (KubernetesClientException e) {
            // Another write came first, or the object is gone. The next event has the newest state.
            if (e.getCode() != 409 && e.getCode() != 404 && !worker.isShutdown()) {
              throw e;
            }
          }
        });
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
    worker.shutdownNow();
    try {
      boolean unused = worker.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class On<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final Consumer<T> action;

    On(Consumer<T> action) {
      this.action = action;
    }

    @Override
    public void onAdd(T object) {
      onUpdate(object, object);
    }

    @Override
    public void onUpdate(T before, T after) {
      if (!worker.isShutdown()) {
        later(() -> action.accept(after));
      }
    }

    @Override
    public void onDelete(T object, boolean unknown) {}
  }
}
