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

/** The ClickHouse of a stack, in a pod of the cluster or at an external address. */
final class ClusterClickHouse {
  private final PlausibleStack stack;
  private final DatabaseAccess access;
  private final ClusterTunnel tunnel;

  ClusterClickHouse(KubernetesClient client, PlausibleStack stack) {
    this.stack = stack;
    this.access = DatabaseAccess.clickHouse(stack);
    this.tunnel =
        new ClusterTunnel(client, stack.namespace(), access, ClusterStackControl.AS_SOMEBODY_ELSE);
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
      return URI.create("http://127.0.0.1:" + tunnel.httpPort());
    } catch (IOException e) {
      throw new RotationException("The pod of ClickHouse cannot be reached: " + e.getMessage(), e);
    }
  }

  void disconnect() {
    tunnel.disconnect();
  }

  /** Adds the user, which an external server has in its address. */
  void addUser(Map<String, SecretValue> values) {
    values.putIfAbsent("username", SecretValue.of(access.address().getUserInfo()));
  }

  void requireOwnPassword() {
    if (stack.clickHouse() instanceof ClickHouseSpec.Altinity) {
      throw new RotationException(
          "The Altinity operator writes the users of this ClickHouse and does not report when the"
              + " server has read them, so the dictionaries could not be replaced in time;"
              + " configure it with ClickHouseSpec.external and a user created with SQL, whose"
              + " password can be rotated");
    }
    if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      ForeignSecrets.refuse(external.password());
    }
  }
}
