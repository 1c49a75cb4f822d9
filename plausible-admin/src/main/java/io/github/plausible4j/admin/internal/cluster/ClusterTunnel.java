package io.github.plausible4j.admin.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel to a database's pod that can be closed and is reopened on demand. For internal use only.
 */
public final class ClusterTunnel {
  private static final int LONGEST_PING_MS = 10_000;

  private final KubernetesClient client;
  private final String namespace;
  private final DatabaseAccess access;
  private final String otherWay;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PodTunnel tunnel;

  /**
   * @param otherWay what the caller can do where the cluster forbids port-forwards
   */
  public ClusterTunnel(
      KubernetesClient client, String namespace, DatabaseAccess access, String otherWay) {
    this.client = client;
    this.namespace = namespace;
    this.access = access;
    this.otherWay = otherWay;
  }

  public PodTunnel open() {
    lock.lock();
    try {
      PodTunnel open = tunnel;
      if (open == null) {
        open = new PodTunnel(client, namespace, access.podLabels(), access.podPort(), otherWay);
        tunnel = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A local port of a server that speaks HTTP. One request is sent to it, because a cluster refuses
   * a port-forward only when it is used.
   *
   * @throws IOException if no pod is ready or the cluster forbids the port-forward
   */
  public int httpPort() throws IOException {
    PodTunnel open = open();
    int port = open.localPort();
    try {
      HttpURLConnection ping =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/ping").toURL().openConnection();
      ping.setConnectTimeout(LONGEST_PING_MS);
      ping.setReadTimeout(LONGEST_PING_MS);
      var unused = ping.getResponseCode();
      ping.disconnect();
    } catch (IOException e) {
      Optional<String> refusal = open.refusal();
      if (refusal.isPresent()) {
        throw new IOException(refusal.get(), e);
      }
      // Whoever uses the port reports what else is wrong with the server.
    }
    return port;
  }

  public void disconnect() {
    lock.lock();
    try {
      if (tunnel != null) {
        tunnel.close();
        tunnel = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
