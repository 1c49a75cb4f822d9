package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what gateways report about an HTTPRoute. Each writes its conditions to {@code
 * status.parents}.
 */
final class Routes {
  // All may pass: gateways start late, and resolve references at their own pace.
  private static final FailureRule REFUSED =
      FailureRule.lasting(
          "the gateway rejects the route",
          (route, gateway) ->
              "check that the listeners of Gateway "
                  + gateway
                  + " accept the host of the base URL and, by allowedRoutes, routes of this"
                  + " namespace");

  private static final FailureRule UNRESOLVED =
      FailureRule.lasting(
          "the gateway cannot find an object that the route refers to",
          "check that the Service that the message names exists; one in another namespace needs"
              + " a ReferenceGrant");

  private static final FailureRule UNNOTICED =
      FailureRule.lasting(
          "no gateway has processed the route",
          (route, gateway) ->
              "check that Gateway "
                  + gateway
                  + " exists and that its controller runs: kubectl get gateway -A");

  private Routes() {}

  /** The conditions of all gateways about the current generation of the route. */
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

  /** The condition that says why a gateway does not accept the route. */
  static Optional<JsonNode> refusal(List<JsonNode> conditions) {
    return conditions.stream()
        .filter(each -> is(each, "Accepted", "False") || is(each, "ResolvedRefs", "False"))
        .findFirst();
  }

  static Finding finding(KubeObject route, ClusterView view) {
    Optional<JsonNode> refusal = refusal(conditions(route));
    String evidence =
        refusal
            .map(each -> each.path("reason").asText() + ": " + each.path("message").asText())
            .orElse("status.parents has nothing about it");
    FailureRule rule =
        refusal
            .map(each -> each.path("type").asText().equals("Accepted") ? REFUSED : UNRESOLVED)
            .orElse(UNNOTICED);
    JsonNode parent = route.at("/spec/parentRefs/0");
    String gateway = parent.path("namespace").asText() + "/" + parent.path("name").asText();
    return rule.finding(ContainerContext.ofPod(route, view), gateway, List.of(evidence));
  }
}
