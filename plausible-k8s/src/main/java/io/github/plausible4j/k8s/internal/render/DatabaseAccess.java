package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.net.URI;
import java.util.Map;

/**
 * How a database of a stack is reached by a client that may look into the cluster.
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
    return stack
        .postgres()
        .match(
            managed -> own(stack, StackComponent.POSTGRES, address),
            external -> new DatabaseAccess(address, Map.of(), address.getPort()),
            cluster ->
                new DatabaseAccess(
                    address,
                    Map.of(
                        "cnpg.io/cluster",
                        stack.named("postgres"),
                        "cnpg.io/instanceRole",
                        "primary"),
                    address.getPort()));
  }

  /** ClickHouse over HTTP: events and sessions. */
  public static DatabaseAccess clickHouse(PlausibleStack stack) {
    URI address = DatabaseAddresses.clickHouse(stack);
    return stack
        .clickHouse()
        .match(
            managed -> own(stack, StackComponent.CLICKHOUSE, address),
            external -> new DatabaseAccess(address, Map.of(), address.getPort()),
            installation ->
                new DatabaseAccess(
                    address,
                    Map.of("clickhouse.altinity.com/chi", stack.name()),
                    address.getPort()));
  }

  private static DatabaseAccess own(PlausibleStack stack, StackComponent component, URI address) {
    Rendering rendering = new Rendering(stack, SecretBindings.unbound());
    return new DatabaseAccess(address, rendering.selector(component), address.getPort());
  }

  /** Whether a pod of the cluster has it. */
  public boolean inCluster() {
    return !podLabels.isEmpty();
  }
}
