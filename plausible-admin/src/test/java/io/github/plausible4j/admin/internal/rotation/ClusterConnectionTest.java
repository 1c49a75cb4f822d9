package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.ClusterAccessException;
import io.github.plausible4j.admin.model.DatabaseException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TableSize;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.PortForwards;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Administration of a stack through its cluster: the database is a real PostgreSQL in a pod of the
 * fake, reached by port-forward.
 */
@Isolated("counts threads")
class ClusterConnectionTest {
  @Test
  void anAdministratorWorksThroughAPortForwardAndLeavesNothingOpen() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(TestCluster.fake())) {
      KubernetesClient client = stack.cluster().client();
      connectAndCount(client, stack); // starts what belongs to the client itself
      Set<Thread> before = forwarders();

      try (PlausibleAdmin admin = PlausibleAdmin.connect(client, stack.stack())) {
        assertThat(admin.schema().generation()).isEqualTo(SchemaGeneration.RELEASE_3);
        assertThat(admin.users().verifyEmail("me@example.org").outcome()).isNotNull();
        var key = admin.apiKeys().mint("me@example.org", "minted", ApiKeyScope.STATS_READ);
        String base =
            new SecretVersions(client, stack.stack())
                .read(SecretRole.SECRET_KEY_BASE, "v1")
                .flatMap(values -> values.reveal("SECRET_KEY_BASE"))
                .orElseThrow();
        assertThat(stack.database().value("SELECT key_hash FROM api_keys WHERE name = 'minted'"))
            .isEqualTo(ApiKeyHash.of(base, key.key().reveal()));
        assertThat(stack.everythingElse()).doesNotContain(key.key().reveal());
      }

      assertNothingOpen(stack, before);
    }
  }

  @Test
  void statisticsAreReachedWithTheLivePasswordAndLeaveNothingOpen() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(TestCluster.fake())) {
      KubernetesClient client = stack.cluster().client();
      connectAndCount(client, stack);
      Set<Thread> before = forwarders();
      stack
          .clickHouse()
          .answering(
              "SELECT table, sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND"
                  + " database = 'plausible_events_db' GROUP BY table ORDER BY sum(bytes_on_disk)"
                  + " DESC, table",
              List.of(List.of("events_v2", "7", "700")));
      try (PlausibleAdmin admin = PlausibleAdmin.connect(client, stack.stack())) {
        assertThat(admin.statistics().sizes()).containsExactly(new TableSize("events_v2", 7, 700));
        stack
            .rotator()
            .rotate(
                StackSecret.CLICKHOUSE_PASSWORD,
                RotationOptions.builder().acknowledge(Consequence.APPLICATION_STOPS).build());
        assertThat(admin.statistics().sizes()).hasSize(1);
      }
      assertNothingOpen(stack, before);
    }
  }

  @Test
  void aPodThatIsReplacedFailsTheOperationUnderWayAtMost() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(TestCluster.fake())) {
      KubernetesClient client = stack.cluster().client();
      connectAndCount(client, stack);
      Set<Thread> before = forwarders();
      try (PlausibleAdmin admin = PlausibleAdmin.connect(client, stack.stack())) {
        forwards(stack).cut();
        assertThat(admin.users().list()).hasSize(1);

        forwards(stack).stopServing(5432);
        assertThatThrownBy(() -> admin.users().list())
            .isInstanceOf(DatabaseException.class)
            .hasMessageContaining("the port-forward to the pod");
        forwards(stack).serve(5432, stack.databasePort());
        assertThat(admin.users().list()).hasSize(1);
      }
      assertNothingOpen(stack, before);
    }
  }

  @Test
  void aRotatedPasswordIsFoundByAConnectionThatIsOpen() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(TestCluster.fake());
        PlausibleAdmin admin = PlausibleAdmin.connect(stack.cluster().client(), stack.stack())) {
      stack.rotator().rotate(StackSecret.POSTGRES_PASSWORD, RotationOptions.defaults());

      assertThat(admin.users().list()).hasSize(1);
    }
  }

  @Test
  void soIsOneOfADatabaseOutsideOfTheCluster() throws Exception {
    try (ClusterStack stack = ClusterStack.external(TestCluster.fake());
        PlausibleAdmin admin = PlausibleAdmin.connect(stack.cluster().client(), stack.stack())) {
      stack.rotator().rotate(StackSecret.POSTGRES_PASSWORD, RotationOptions.defaults());

      assertThat(admin.users().list()).hasSize(1);
    }
  }

  @Test
  void aForbiddenPortForwardNamesTheRuleAndTheOtherWays() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(TestCluster.fake())) {
      KubernetesClient client = stack.cluster().client();
      connectAndCount(client, stack);
      Set<Thread> before = forwarders();
      forwards(stack).forbid();

      assertThatThrownBy(() -> PlausibleAdmin.connect(client, stack.stack()))
          .isInstanceOf(ClusterAccessException.class)
          .hasMessageContaining("is forbidden")
          .hasMessageContaining("resources: [pods/portforward], verbs: [get, create]")
          .hasMessageContaining("PlausibleAdmin.connect(DataSource)")
          .hasMessageContaining("ClusterJobs")
          .hasMessageNotContaining("as a user of the cluster");
      assertNothingOpen(stack, before);
    }
  }

  @Test
  void aStackThatIsNotThereIsNamed() {
    try (FakeApiServer server = FakeApiServer.start();
        KubernetesClient client = server.client()) {
      PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
      assertThatThrownBy(() -> PlausibleAdmin.connect(client, stack))
          .isInstanceOf(ClusterAccessException.class)
          .hasMessageContaining("none is ready; see StackProvisioner.status");
    }
  }

  @Test
  void aClusterThatDoesNotAnswerIsNamedByItsAddressWithARemedy() throws Exception {
    String address;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "https://127.0.0.1:" + closed.getLocalPort();
    }
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl(address)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()) {
      PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
      assertThatThrownBy(() -> PlausibleAdmin.connect(client, stack))
          .isInstanceOf(ClusterAccessException.class)
          .hasMessageContaining("nothing accepts connections at the API server's address")
          .hasMessageContaining(address)
          .hasMessageContaining("choose another context in the kubeconfig");
    }
  }

  @Test
  void aDatabaseOutsideOfTheClusterIsReachedWithoutAPod() throws Exception {
    try (ClusterStack stack = ClusterStack.external(TestCluster.fake());
        PlausibleAdmin admin = PlausibleAdmin.connect(stack.cluster().client(), stack.stack())) {
      assertThat(admin.users().list()).hasSize(1);
      assertThat(stack.cluster().server().orElseThrow().requests())
          .noneMatch(request -> request.path().contains("portforward"));
    }
  }

  private static void connectAndCount(KubernetesClient client, ClusterStack stack) {
    try (PlausibleAdmin admin = PlausibleAdmin.connect(client, stack.stack())) {
      assertThat(admin.users().list()).hasSize(1);
    }
    awaitNone(stack, Set.of());
  }

  private static void assertNothingOpen(ClusterStack stack, Set<Thread> before) {
    awaitNone(stack, before);
    assertThat(forwards(stack).open()).isZero();
    assertThat(stack.databaseSessions()).isZero();
  }

  /** Threads and sockets end a moment after they are told to. */
  private static void awaitNone(ClusterStack stack, Set<Thread> before) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      Set<Thread> more = forwarders();
      more.removeAll(before);
      if (forwards(stack).open() == 0 && stack.databaseSessions() == 0 && more.isEmpty()) {
        return;
      }
      Thread.onSpinWait();
    }
    Set<Thread> more = forwarders();
    more.removeAll(before);
    assertThat(more).isEmpty();
  }

  /** Threads that a port-forward starts, which have the names of an executor's. */
  private static Set<Thread> forwarders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("pool-\\d+-thread-\\d+") && !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private static PortForwards forwards(ClusterStack stack) {
    return stack.cluster().server().orElseThrow().portForwards();
  }
}
