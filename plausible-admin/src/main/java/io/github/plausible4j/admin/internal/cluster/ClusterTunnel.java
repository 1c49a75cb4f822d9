package io.github.plausible4j.admin.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel to a database's pod that can be closed and is reopened on demand. For internal use only.
 */
public final class ClusterTunnel {
  private final KubernetesClient client;
  private final String namespace;
  private final DatabaseAccess access;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PodTunnel tunnel;

  public ClusterTunnel(KubernetesClient client, String namespace, DatabaseAccess access) {
    this.client = client;
    this.namespace = namespace;
    this.access = access;
  }

  public PodTunnel open() {
    lock.lock();
    try {
      PodTunnel open = tunnel;
      if (open == null) {
        open = new PodTunnel(client, namespace, access.podLabels(), access.podPort());
        tunnel = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
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
