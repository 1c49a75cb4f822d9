package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.apiserver.FakeApiServer;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An apply that is killed at any of its writes is taken up by the next one. */
class InterruptedApplyTest {
  private static final int FAR_MORE_THAN_WRITES = 200;

  /** Killed after each single write, again and again, until one apply has nothing left to do. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNextApplyFinishesAfterAKillAtEachWrite(boolean lastAnswerLost) {
    try (TestCluster cluster = TestCluster.fake()) {
      FakeApiServer server = cluster.server().orElseThrow();
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      Map<String, String> secrets = new TreeMap<>();
      int kills = 0;
      while (!survives(server, provisioner, stack, lastAnswerLost)) {
        kills++;
        assertThat(kills).as("applies without an end").isLessThan(FAR_MORE_THAN_WRITES);
        Map<String, String> now = secretsOf(cluster);
        assertThat(now).as("Secrets after kill %d", kills).containsAllEntriesOf(secrets);
        secrets = now;
      }

      assertThat(kills).isGreaterThan(10);
      assertThat(provisioner.status(stack).isReady()).isTrue();
      StackPlan plan = provisioner.plan(stack);
      assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
    }
  }

  private static boolean survives(
      FakeApiServer server,
      StackProvisioner provisioner,
      PlausibleStack stack,
      boolean lastAnswerLost) {
    server.faults().dieAfterWrites("fieldManager=plausible4j", 1, lastAnswerLost);
    try {
      provisioner.apply(stack);
      return true;
    } catch (ProvisioningException killed) {
      assertThat(killed)
          .hasMessageContaining("the API server did not answer")
          .hasMessageContaining("apply again; it continues where it stopped");
      return false;
    } finally {
      server.faults().heal();
    }
  }

  private static Map<String, String> secretsOf(TestCluster cluster) {
    Map<String, String> secrets = new TreeMap<>();
    cluster
        .client()
        .secrets()
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .forEach(s -> secrets.put(s.getMetadata().getName(), String.valueOf(s.getData())));
    return secrets;
  }
}
