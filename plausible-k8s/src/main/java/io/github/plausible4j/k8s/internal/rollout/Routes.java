package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What gateways say of an HTTPRoute: each writes its conditions below {@code status.parents}. */
final class Routes {
  private Routes() {}

  /** The conditions of all gateways about the route as it is now, not as it was before. */
  static List<JsonNode> conditions(KubeObject route) {
    List<JsonNode> conditions = new ArrayList<>();
    for (JsonNode parent : route.at("/status/parents")) {
      for (JsonNode condition : parent.path("conditions")) {
        if (condition.path("observedGeneration").asLong(Long.MAX_VALUE)
            >= route.number("/metadata/generation")) {
          conditions.add(condition);
        }
      }
    }
    return conditions;
  }

  static boolean is(JsonNode condition, String type, String status) {
    return condition.path("type").asText().equals(type)
        && condition.path("status").asText().equals(status);
  }

  /** Why a gateway does not pass requests on. */
  static Optional<JsonNode> refusal(List<JsonNode> conditions) {
    return conditions.stream()
        .filter(each -> is(each, "Accepted", "False") || is(each, "ResolvedRefs", "False"))
        .findFirst();
  }

  /** Both may pass: gateways come up late, and look at what a route refers to in their own time. */
  static Finding finding(KubeObject route) {
    Optional<JsonNode> refusal = refusal(conditions(route));
    JsonNode parent = route.at("/spec/parentRefs/0");
    String gateway = parent.path("namespace").asText() + "/" + parent.path("name").asText();
    return refusal.isPresent()
        ? Finding.of(
            route,
            "the gateway refuses the route",
            List.of(
                refusal.get().path("reason").asText()
                    + ": "
                    + refusal.get().path("message").asText()),
            "see that the listeners of Gateway "
                + gateway
                + " take the host of the base URL and, by allowedRoutes, routes of this namespace",
            Weight.LASTING)
        : Finding.of(
            route,
            "no gateway takes notice of the route",
            List.of("status.parents has nothing about it"),
            "see that Gateway "
                + gateway
                + " is there and that its controller runs: kubectl get"
                + " gateway -A",
            Weight.LASTING);
  }
}
