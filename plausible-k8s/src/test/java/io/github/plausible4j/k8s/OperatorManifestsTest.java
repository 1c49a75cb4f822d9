package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PodSecurity;
import org.junit.jupiter.api.Test;

/** Databases of operators: their pods are the stack's guests and keep to the same rules. */
class OperatorManifestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlausibleStack stack = Stacks.golden().get("operators");

  private JsonNode installation() {
    return StackManifests.of(stack).objects().stream()
        .filter(object -> object.getKind().equals("ClickHouseInstallation"))
        .<JsonNode>map(JSON::valueToTree)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theClickHouseOfAnOperatorIsAdmittedByTheRestrictedNamespace() {
    JsonNode pod = installation().at("/spec/templates/podTemplates/0/spec");

    assertThat(stack.podSecurity()).isEqualTo(PodSecurity.RESTRICTED);
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asLong()).isEqualTo(101);
    assertThat(pod.at("/securityContext/fsGroup").asLong()).isEqualTo(101);
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    JsonNode context = pod.at("/containers/0/securityContext");
    assertThat(context.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
  }

  /**
   * Without probes of its own the container gets the operator's liveness probe, which kills a
   * server that is not ready within ninety seconds, and a start-up that is cut off begins again.
   */
  @Test
  void theClickHouseOfAnOperatorIsGivenTheTimeToStartThatTheStacksOwnHas() {
    JsonNode container = installation().at("/spec/templates/podTemplates/0/spec/containers/0");
    Container own =
        Rendered.of(stack.toBuilder().clickHouse(ClickHouseSpec.managed()).build())
            .container(StackComponent.CLICKHOUSE);

    assertThat(container.at("/startupProbe")).isEqualTo(JSON.valueToTree(own.getStartupProbe()));
    assertThat(container.at("/livenessProbe")).isEqualTo(JSON.valueToTree(own.getLivenessProbe()));
    assertThat(container.at("/readinessProbe"))
        .isEqualTo(JSON.valueToTree(own.getReadinessProbe()));
  }

  /** Altinity's operator copies the installation's labels to its pods, and the denial with them. */
  @Test
  void theClickHouseOfAnOperatorIsReachedThoughItsPodsInheritTheStacksLabels() {
    NetworkPolicy policy =
        StackManifests.of(stack).objects().stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .filter(each -> each.getMetadata().getName().equals("plausible-clickhouse"))
            .findFirst()
            .orElseThrow();

    HasMetadata owner =
        StackManifests.of(stack).objects().stream()
            .filter(object -> object.getKind().equals("ClickHouseInstallation"))
            .findFirst()
            .orElseThrow();
    assertThat(owner.getMetadata().getLabels())
        .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
    assertThat(policy.getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(8123);
              assertThat(rule.getFrom().get(0).getNamespaceSelector()).isNotNull();
            });
  }
}
