package io.github.plausible4j.k8s.internal.rollout;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Watches the kinds that show the progress of a rollout, and wakes the waiting thread at each
 * change.
 */
final class NamespaceWatch implements ClusterView, AutoCloseable {
  static final List<ResourceKind> ALWAYS =
      List.of(
          ResourceKind.builtIn("apps/v1", "Deployment"),
          ResourceKind.builtIn("apps/v1", "StatefulSet"),
          ResourceKind.builtIn("apps/v1", "ReplicaSet"),
          ResourceKind.builtIn("batch/v1", "Job"),
          ResourceKind.builtIn("v1", "Pod"),
          ResourceKind.builtIn("v1", "PersistentVolumeClaim"),
          ResourceKind.builtIn("v1", "Event"));

  private final KubeApi api;
  private final ClusterScopedObjects clusterScoped;
  private final BlockingQueue<Boolean> changed = new ArrayBlockingQueue<>(1);
  private final Map<String, SharedIndexInformer<GenericKubernetesResource>> informers =
      new LinkedHashMap<>();

  private NamespaceWatch(KubeApi api) {
    this.api = api;
    this.clusterScoped = new ClusterScopedObjects(api);
  }

  /** Starts watching. Returns when all existing objects are known. */
  static NamespaceWatch start(KubeApi api, String namespace, Set<ResourceKind> more) {
    NamespaceWatch watch = new NamespaceWatch(api);
    try {
      for (ResourceKind kind : ALWAYS) {
        watch.add(kind, namespace);
      }
      for (ResourceKind kind : more) {
        watch.add(kind, namespace);
      }
      for (SharedIndexInformer<GenericKubernetesResource> informer : watch.informers.values()) {
        informer.start().toCompletableFuture().get();
      }
      return watch;
    } catch (ExecutionException e) {
      watch.close();
      Throwable cause = e.getCause();
      throw new KubeApiException(
          "cannot watch namespace " + namespace + ": " + ApiErrorMessage.of(cause), cause);
    } catch (InterruptedException e) {
      watch.close();
      Thread.currentThread().interrupt();
      throw new KubeApiException("interrupted while starting to watch", e);
    }
  }

  private void add(ResourceKind kind, String namespace) {
    KubernetesClient client = api.client();
    SharedIndexInformer<GenericKubernetesResource> informer =
        client
            .genericKubernetesResources(kind.context())
            .inNamespace(namespace)
            .runnableInformer(0)
            .addEventHandler(new Waker());
    informers.putIfAbsent(kind.kind(), informer);
  }

  /** Waits for a change, at most for the given time. */
  void awaitChange(Duration atMost) throws InterruptedException {
    changed.poll(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** The reason why changes are no longer reported; empty if they are. */
  Optional<String> broken() {
    return informers.entrySet().stream()
        .filter(entry -> !entry.getValue().isRunning())
        .map(entry -> "the watch of " + entry.getKey() + " has ended")
        .findFirst();
  }

  @Override
  public Optional<KubeObject> get(ObjectRef ref) {
    return all(ref.kind()).stream().filter(object -> object.ref().equals(ref)).findFirst();
  }

  @Override
  public Collection<KubeObject> all(String kind) {
    SharedIndexInformer<GenericKubernetesResource> informer = informers.get(kind);
    return informer == null
        ? List.of()
        : informer.getStore().list().stream().map(api::object).toList();
  }

  @Override
  public Optional<KubeObject> clusterScoped(String kind, String name) {
    return clusterScoped.get(kind, name);
  }

  @Override
  public Collection<KubeObject> allClusterScoped(String kind) {
    return clusterScoped.all(kind);
  }

  boolean watches(String kind) {
    return informers.containsKey(kind);
  }

  @Override
  public void close() {
    informers.values().forEach(SharedIndexInformer::close);
  }

  private final class Waker implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      changed.offer(true);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      changed.offer(true);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean unknown) {
      changed.offer(true);
    }
  }
}
