package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.net.URI;
import java.util.Map;

/**
 * How a client with access to the cluster reaches a database of a stack.
 *
 * @param address the URL with the user and without the password; its host is a name inside the
 *     cluster if the database has pods there
 * @param podLabels the labels of the pod that accepts writes; empty if the database is not in the
 *     cluster
 * @param podPort the port in the pod
 */
public record DatabaseAccess(URI address, Map<String, String> podLabels, int podPort) {
  public DatabaseAccess {
    podLabels = Map.copyOf(podLabels);
  }

  /** The access to PostgreSQL, which holds users, sites and goals. */
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

  /** The access to ClickHouse over HTTP, which holds events and sessions. */
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

  /** Whether the database runs in a pod of the cluster. */
  public boolean inCluster() {
    return !podLabels.isEmpty();
  }
}
