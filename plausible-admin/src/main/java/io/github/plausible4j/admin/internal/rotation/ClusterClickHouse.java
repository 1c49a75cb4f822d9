package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.internal.cluster.ClusterTunnel;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The ClickHouse of a stack in its cluster: in a pod, or at an address. */
final class ClusterClickHouse {
  private final PlausibleStack stack;
  private final DatabaseAccess access;
  private final ClusterTunnel tunnel;

  ClusterClickHouse(KubernetesClient client, PlausibleStack stack) {
    this.stack = stack;
    this.access = DatabaseAccess.clickHouse(stack);
    this.tunnel = new ClusterTunnel(client, stack.namespace(), access);
  }

  ClickHouseMode mode() {
    return stack.clickHouse() instanceof ClickHouseSpec.Managed
        ? ClickHouseMode.READS_SECRET
        : ClickHouseMode.STATEMENT;
  }

  URI address() {
    if (!access.inCluster()) {
      return access.address();
    }
    try {
      int port = tunnel.open().localPort();
      return URI.create("http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new RotationException("The pod of ClickHouse is not reached: " + e.getMessage(), e);
    }
  }

  void disconnect() {
    tunnel.disconnect();
  }

  /** The address of an external server has the user in it. */
  void addUser(Map<String, SecretValue> values) {
    values.putIfAbsent("username", SecretValue.of(access.address().getUserInfo()));
  }

  void requireOwnPassword() {
    if (stack.clickHouse() instanceof ClickHouseSpec.Altinity) {
      throw new RotationException(
          "The operator of Altinity writes the users of this ClickHouse, and says neither when nor"
              + " whether the server has read them, so the dictionaries could not be replaced in"
              + " time; make an External ClickHouse of it with a user of SQL, whose password can be"
              + " rotated");
    }
    if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      ForeignSecrets.refuse(external.password());
    }
  }
}
