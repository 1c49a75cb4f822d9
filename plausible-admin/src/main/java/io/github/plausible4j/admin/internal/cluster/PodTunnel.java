package io.github.plausible4j.admin.internal.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.github.plausible4j.k8s.internal.cluster.ConnectionCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a loopback port to a ready pod with the given labels. The port is opened on first use;
 * after {@link #reset} it is opened again to the current pod. Thread-safe. For internal use only.
 */
public final class PodTunnel implements AutoCloseable {
  private static final int FORBIDDEN = 403;
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> labels;
  private final int port;
  private final String otherWay;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LocalPortForward forward;
  private String podName = "";
  private boolean closed;

  /**
   * @param otherWay what the caller can do where the cluster forbids port-forwards, as the end of a
   *     sentence that says what to grant
   */
  public PodTunnel(
      KubernetesClient client,
      String namespace,
      Map<String, String> labels,
      int port,
      String otherWay) {
    this.client = client;
    this.namespace = namespace;
    this.labels = Map.copyOf(labels);
    this.port = port;
    this.otherWay = otherWay;
  }

  /** The local port. Until {@link #reset}, connections to it reach the same pod. */
  public int localPort() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("The connection to the cluster is closed");
      }
      LocalPortForward current = forward;
      if (current == null || !current.isAlive()) {
        current = open();
        forward = current;
      }
      return current.getLocalPort();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the port. The next call of {@link #localPort} looks for the pod again. */
  public void reset() {
    lock.lock();
    try {
      LocalPortForward current = forward;
      forward = null;
      if (current != null) {
        current.close();
      }
    } catch (IOException e) {
      // The port-forward ends in any case.
    } finally {
      lock.unlock();
    }
  }

  /** The reason that the cluster gave for failing connections, if any. */
  public Optional<String> failure() {
    Optional<String> refusal = refusal();
    return refusal.isPresent()
        ? refusal
        : thrown().stream()
            .findFirst()
            .map(
                cause ->
                    "the port-forward to the pod "
                        + podName
                        + " failed ("
                        + cause.getMessage()
                        + "); check the pod and try again");
  }

  /** What to do if the cluster forbade the port-forward of a failed connection. */
  public Optional<String> refusal() {
    return thrown().stream().anyMatch(PodTunnel::isForbidden)
        ? Optional.of(forbidden())
        : Optional.empty();
  }

  private List<Throwable> thrown() {
    lock.lock();
    try {
      LocalPortForward current = forward;
      return current == null ? List.of() : List.copyOf(current.getServerThrowables());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      reset();
    } finally {
      lock.unlock();
    }
  }

  private LocalPortForward open() throws IOException {
    Pod pod;
    try {
      pod = readyPod();
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN) {
        throw new IOException(
            "Listing pods in the namespace "
                + namespace
                + " is forbidden; grant the verbs [get, list] on pods there",
            e);
      }
      throw new IOException(
          new ConnectionCheck(client, FIRST_ANSWER)
              .failure()
              .map(no -> no.cause() + " (" + no.evidence() + "); " + no.remedy())
              .orElse("The cluster refuses to list pods: " + e.getMessage()),
          e);
    }
    podName = pod.getMetadata().getName();
    try {
      return client
          .pods()
          .inNamespace(namespace)
          .withName(podName)
          .portForward(port, InetAddress.getLoopbackAddress(), 0);
    } catch (IllegalStateException | KubernetesClientException e) {
      throw new IOException("No port of this machine can be opened for the pod " + podName, e);
    }
  }

  private Pod readyPod() throws IOException {
    var pods = client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
    return pods.stream()
        .filter(PodTunnel::isReady)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "Of "
                        + pods.size()
                        + " pods with the labels "
                        + labels
                        + " in the namespace "
                        + namespace
                        + " none is ready; see StackProvisioner.status, fix the cause and try"
                        + " again"));
  }

  private static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static boolean isForbidden(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException api && api.getCode() == FORBIDDEN) {
        return true;
      }
      if (cause instanceof WebSocketHandshakeException handshake
          && handshake.getResponse() != null
          && handshake.getResponse().code() == FORBIDDEN) {
        return true;
      }
    }
    return false;
  }

  private String forbidden() {
    return "the port-forward to the pod "
        + podName
        + " in the namespace "
        + namespace
        + " is forbidden; grant a Role there with the rule {apiGroups: [\"\"], resources:"
        + " [pods/portforward], verbs: [get, create]}, or "
        + otherWay;
  }
}
