package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClusterStackControlTest {

  /** As PostgreSQL's image took it, whose shell leaves the line break out. */
  @Test
  void anAdministratorsPasswordFromAFileWithALineBreakIsThatOfTheServer() {
    try (TestCluster cluster = TestCluster.fake()) {
      secret(cluster, "db-login", "password", "a long pass word\n");
      PlausibleStack stack =
          PlausibleStack.homelab("https://stats.example.org")
              .namespace(cluster.namespace())
              .postgres(
                  PostgresSpec.managed()
                      .withSuperuser("root")
                      .withSuperuserPassword(SecretSource.existing("db-login", "password")))
              .build();
      StackControl control =
          new ClusterStackControl(
              cluster.client(), stack, StackProvisioner.builder(cluster.client()).build());

      assertThat(control.databaseAdministrator())
          .contains(new Login("root", SecretValue.of("a long pass word")));
    }
  }

  private static void secret(TestCluster cluster, String name, String key, String value) {
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(cluster.namespace())
                .endMetadata()
                .build())
        .create();
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .addToData(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8)))
                .build())
        .create();
  }
}
