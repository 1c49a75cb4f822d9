package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterClickHouseTest {
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aServerOfTheStackReadsItsSecretAndOneElsewhereTakesAStatement() {
    assertThat(of(ClickHouseSpec.managed()).mode()).isEqualTo(ClickHouseMode.READS_SECRET);
    ClusterClickHouse elsewhere = of(external(SecretSource.of("a-password-that-is-given")));
    assertThat(elsewhere.mode()).isEqualTo(ClickHouseMode.STATEMENT);
    assertThatCode(elsewhere::requireOwnPassword).doesNotThrowAnyException();
  }

  @Test
  void aPasswordInSomebodyElsesSecretIsNamed() {
    assertThatThrownBy(
            of(external(SecretSource.existing("events-login", "password")))::requireOwnPassword)
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("in the Secret events-login, which the stack does not manage");
  }

  @Test
  void anOperatorsServerIsRefusedWithAWayOut() {
    assertThatThrownBy(of(ClickHouseSpec.altinity())::requireOwnPassword)
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("Altinity operator")
        .hasMessageContaining("ClickHouseSpec.external");
  }

  private static ClickHouseSpec external(SecretSource password) {
    return ClickHouseSpec.external("http://plausible@events.example.org:8123/events", password);
  }

  private ClusterClickHouse of(ClickHouseSpec spec) {
    return new ClusterClickHouse(
        client, PlausibleStack.homelab("https://stats.example.org").clickHouse(spec).build());
  }
}
