package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inspects nodes with a pod on each, all at the same time, and deletes the pods afterwards. It also
 * deletes finished pods that a killed program left behind. For internal use only.
 */
public final class NodeProbe {
  private static final Logger log = LoggerFactory.getLogger(NodeProbe.class);

  private final KubernetesClient client;

  public NodeProbe(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Inspects the nodes and returns the outcome by node name.
   *
   * @throws InterruptedException if the thread is interrupted while it waits; the pods are deleted
   */
  public Map<String, ProbeOutcome> look(ProbeRequest request) throws InterruptedException {
    String run = UUID.randomUUID().toString().substring(0, 8);
    sweep(request.namespace());
    Run probes = new Run(run);
    SharedIndexInformer<Pod> watch =
        client
            .pods()
            .inNamespace(request.namespace())
            .withLabel(ProbePod.LABEL, run)
            .inform(probes);
    try {
      for (String node : request.nodes()) {
        probes.start(request, node);
      }
      return probes.await(request);
    } finally {
      watch.close();
      probes.nodes.keySet().forEach(pod -> remove(request.namespace(), pod));
    }
  }

  /**
   * Deletes finished pods of earlier probes. Pods of a probe that another process runs are kept.
   */
  private void sweep(String namespace) {
    client.pods().inNamespace(namespace).withLabel(ProbePod.LABEL).list().getItems().stream()
        .filter(ProbeState::isOver)
        .forEach(pod -> remove(namespace, pod.getMetadata().getName()));
  }

  /** A pod that cannot be deleted ends at its own deadline, and the next probe deletes it. */
  private void remove(String namespace, String pod) {
    try {
      client.pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      log.warn("Probe pod {}/{} could not be removed: {}", namespace, pod, ApiErrorMessage.of(e));
    }
  }

  /** The pods of one probe, updated by the watch. */
  private final class Run implements ResourceEventHandler<Pod> {
    private final String id;
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Map<String, ProbeOutcome> refused = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<ProbeOutcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Pod> last = new ConcurrentHashMap<>();

    Run(String id) {
      this.id = id;
    }

    void start(ProbeRequest request, String node) {
      Pod pod = ProbePod.of(request, node, id, nodes.size());
      String name = pod.getMetadata().getName();
      nodes.put(name, node);
      try {
        onUpdate(pod, client.resource(pod).create());
      } catch (KubernetesClientException e) {
        refused.put(
            node, new ProbeOutcome.Unseen("the probe pod was refused: " + ApiErrorMessage.of(e)));
      }
    }

    Map<String, ProbeOutcome> await(ProbeRequest request) throws InterruptedException {
      long end = System.nanoTime() + request.limit().toNanos();
      Map<String, ProbeOutcome> found = new LinkedHashMap<>();
      for (Map.Entry<String, String> entry : nodes.entrySet()) {
        ProbeOutcome refusal = refused.get(entry.getValue());
        found.put(
            entry.getValue(),
            refusal != null ? refusal : await(entry.getKey(), end - System.nanoTime()));
      }
      return found;
    }

    private ProbeOutcome await(String pod, long nanos) throws InterruptedException {
      try {
        return future(pod).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        Pod seen = last.get(pod);
        return new ProbeOutcome.Unseen(
            seen == null ? "no report in time" : ProbeState.unfinished(seen));
      } catch (ExecutionException e) {
        throw new IllegalStateException("outcomes are only completed normally", e);
      }
    }

    private CompletableFuture<ProbeOutcome> future(String pod) {
      return outcomes.computeIfAbsent(pod, name -> new CompletableFuture<>());
    }

    @Override
    public void onAdd(Pod pod) {
      onUpdate(pod, pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      String name = pod.getMetadata().getName();
      last.put(name, pod);
      ProbeState.outcome(pod).ifPresent(future(name)::complete);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      future(pod.getMetadata().getName())
          .complete(new ProbeOutcome.Unseen("someone deleted the probe pod"));
    }
  }
}
