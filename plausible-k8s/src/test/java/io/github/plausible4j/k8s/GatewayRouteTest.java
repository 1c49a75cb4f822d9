package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An apply ends when the gateway passes requests on, or says why it does not. */
class GatewayRouteTest {

  @Test
  void aRouteThatTheGatewayAcceptsEndsTheApply() {
    try (TestCluster cluster = cluster();
        var gateway = gateway(cluster, condition("Accepted", "True", "Accepted", ""))) {
      PlausibleStack stack = stack(cluster);

      impatient(cluster).apply(stack);

      assertThat(gateway.isRunning()).isTrue();
      assertThat(impatient(cluster).status(stack).objects())
          .filteredOn(status -> status.object().kind().equals("HTTPRoute"))
          .singleElement()
          .satisfies(status -> assertThat(status.message()).contains("accepted"));
    }
  }

  @Test
  void aRefusedRouteIsReportedWithTheGatewaysWords() {
    try (TestCluster cluster = cluster();
        var gateway =
            gateway(
                cluster,
                condition(
                    "Accepted", "False", "NotAllowedByListeners", "namespace is not allowed"))) {
      assertThatThrownBy(() -> impatient(cluster).apply(stack(cluster)))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the gateway rejects the route")
          .hasMessageContaining("NotAllowedByListeners: namespace is not allowed")
          .hasMessageContaining("allowedRoutes");
      assertThat(gateway.isRunning()).isTrue();
    }
  }

  @Test
  void aRouteWhoseServiceTheGatewayMayNotReachIsNotReady() {
    try (TestCluster cluster = cluster();
        var gateway =
            gateway(
                cluster,
                condition("Accepted", "True", "Accepted", ""),
                condition("ResolvedRefs", "False", "BackendNotFound", "no service plausible"))) {
      assertThatThrownBy(() -> impatient(cluster).apply(stack(cluster)))
          .hasMessageContaining("BackendNotFound: no service plausible");
      assertThat(gateway.isRunning()).isTrue();
    }
  }

  @Test
  void aRouteThatNoGatewayReadsIsReportedAsSuch() {
    try (TestCluster cluster = cluster()) {
      assertThatThrownBy(() -> impatient(cluster).apply(stack(cluster)))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("no gateway has processed the route")
          .hasMessageContaining("gateways/public");
    }
  }

  private static TestCluster cluster() {
    TestCluster cluster = TestCluster.fake();
    cluster.install("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");
    return cluster;
  }

  private static PlausibleStack stack(TestCluster cluster) {
    return ProvisioningContract.stack(cluster)
        .exposure(ExposureSpec.gateway("gateways", "public"))
        .build();
  }

  private static StackProvisioner impatient(TestCluster cluster) {
    return StackProvisioner.builder(cluster.client())
        .deadline(Duration.ofMinutes(20))
        .patience(Duration.ofSeconds(1))
        .preflight(false)
        .build();
  }

  private static Map<String, Object> condition(
      String type, String status, String reason, String message) {
    return Map.of("type", type, "status", status, "reason", reason, "message", message);
  }

  /** Plays the controller of a gateway, which says the same of each route. */
  @SafeVarargs
  private static SharedIndexInformer<GenericKubernetesResource> gateway(
      TestCluster cluster, Map<String, Object>... conditions) {
    return cluster
        .resources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(GenericKubernetesResource route) {
                Map<String, Object> parent =
                    Map.of(
                        "controllerName",
                        "example.org/gateway",
                        "parentRef",
                        Map.of("name", "public", "namespace", "gateways"),
                        "conditions",
                        List.of(conditions));
                route.setAdditionalProperty("status", Map.of("parents", List.of(parent)));
                cluster
                    .resources("gateway.networking.k8s.io/v1", "HTTPRoute")
                    .resource(route)
                    .update();
              }

              @Override
              public void onUpdate(
                  GenericKubernetesResource before, GenericKubernetesResource after) {}

              @Override
              public void onDelete(GenericKubernetesResource route, boolean unknown) {}
            });
  }
}
