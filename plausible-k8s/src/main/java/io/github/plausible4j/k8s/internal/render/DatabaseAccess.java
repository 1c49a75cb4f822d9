package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.net.URI;
import java.util.Map;

/**
 * How a database of a stack is reached by somebody who may look into the cluster.
 *
 * @param address with the user and without the password; its host is a name inside the cluster
 *     where there are pods
 * @param podLabels what tells the pod that accepts writes from all others; empty where the database
 *     is not in the cluster
 * @param podPort where it listens in the pod
 */
public record DatabaseAccess(URI address, Map<String, String> podLabels, int podPort) {
  public DatabaseAccess {
    podLabels = Map.copyOf(podLabels);
  }

  /** PostgreSQL: users, sites, goals. */
  public static DatabaseAccess postgres(PlausibleStack stack) {
    URI address = DatabaseAddresses.postgres(stack);
    if (stack.postgres() instanceof PostgresSpec.External) {
      return new DatabaseAccess(address, Map.of(), address.getPort());
    }
    Map<String, String> labels =
        stack.postgres() instanceof PostgresSpec.CloudNativePg
            ? Map.of("cnpg.io/cluster", stack.named("postgres"), "cnpg.io/instanceRole", "primary")
            : new Rendering(stack, SecretBindings.unbound()).selector(StackComponent.POSTGRES);
    return new DatabaseAccess(address, labels, DatabaseAddresses.POSTGRES_PORT);
  }

  /** ClickHouse over HTTP: events and sessions. */
  public static DatabaseAccess clickHouse(PlausibleStack stack) {
    URI address = DatabaseAddresses.clickHouse(stack);
    if (stack.clickHouse() instanceof ClickHouseSpec.External) {
      return new DatabaseAccess(address, Map.of(), address.getPort());
    }
    Map<String, String> labels =
        stack.clickHouse() instanceof ClickHouseSpec.Altinity
            ? Map.of("clickhouse.altinity.com/chi", stack.name())
            : new Rendering(stack, SecretBindings.unbound()).selector(StackComponent.CLICKHOUSE);
    return new DatabaseAccess(address, labels, DatabaseAddresses.CLICKHOUSE_PORT);
  }

  /** Whether a pod of the cluster has it. */
  public boolean inCluster() {
    return !podLabels.isEmpty();
  }
}
