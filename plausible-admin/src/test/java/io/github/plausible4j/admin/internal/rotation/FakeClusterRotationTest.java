package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the fake API server, which can have PostgreSQL in a pod. */
class FakeClusterRotationTest extends ClusterRotationContract {
  @Override
  TestCluster cluster() {
    return TestCluster.fake();
  }

  @Test
  void twoLoginsOfThePodTakeTurnsWhereverTheRotationIsKilled() throws Exception {
    StackSecret secret = StackSecret.POSTGRES_PASSWORD;
    try (ClusterStack stack = ClusterStack.managed(cluster())) {
      var steps = planned(stack, secret);
      assertThat(steps).hasSize(6);
      for (int kill = 0; kill < 2 * steps.size(); kill++) {
        ended(stack, secret, kill, kill % 2 == 0);
      }
      assertThat(forwards(stack)).isZero();
    }
  }

  @Test
  void clickHouseInAPodRestartsWithItsNewPasswordWhereverTheRotationIsKilled() throws Exception {
    StackSecret secret = StackSecret.CLICKHOUSE_PASSWORD;
    try (ClusterStack stack = ClusterStack.managed(cluster())) {
      var steps = planned(stack, secret);
      assertThat(steps)
          .extracting(RotationStep::name)
          .containsExactly("create-version", "stop", "switch", "test", "dictionaries");
      for (int kill = 0; kill < 2 * steps.size(); kill++) {
        ended(stack, secret, kill, kill % 2 == 0);
      }
      assertThat(forwards(stack)).isZero();
      assertThat(String.join("\n", stack.clickHouse().addresses())).doesNotContain("USER");
    }
  }

  @Test
  void theOldPasswordOfClickHouseIsRefusedFromTheSwitchOn() throws Exception {
    StackSecret secret = StackSecret.CLICKHOUSE_PASSWORD;
    try (ClusterStack stack = ClusterStack.managed(cluster())) {
      Login old = SecretLookup.login(stack.control(), secret, "v1");
      List<String> letIn = new ArrayList<>();
      RotationListener watch =
          new RotationListener() {
            @Override
            public void after(RotationStep step) {
              if (stack.clickHouse().letsIn(old.username(), old.password().reveal())) {
                letIn.add(step.name());
              }
            }
          };
      stack.rotator().withListener(watch).rotate(secret, options(secret, 1));

      assertThat(letIn).containsExactly("create-version", "stop");
      assertThat(stack.flaw()).isEmpty();
      assertThat(ClusterStack.provisioner(stack.cluster()).plan(stack.stack()).changes())
          .allMatch(change -> !change.changesSomething());
    }
  }

  @Test
  void aKeyBaseThatEndsInALineBreakIsTakenAsTheServerReadsIt() throws Exception {
    StackSecret secret = StackSecret.SECRET_KEY_BASE;
    try (ClusterStack stack = ClusterStack.external(cluster())) {
      stack.endInALineBreak("secret-key-base", "SECRET_KEY_BASE");

      stack.rotator().rotate(secret, options(secret, 1));

      assertThat(stack.flaw()).isEmpty();
    }
  }

  @Test
  void anApplyAfterARotationChangesNothing() throws Exception {
    try (ClusterStack stack = ClusterStack.managed(cluster())) {
      stack.rotator().rotate(StackSecret.POSTGRES_PASSWORD, RotationOptions.defaults());

      assertThat(ClusterStack.provisioner(stack.cluster()).plan(stack.stack()).changes())
          .allMatch(change -> !change.changesSomething());
      assertThat(stack.control().versions(StackSecret.POSTGRES_PASSWORD))
          .containsExactly("v1", "v2");
    }
  }

  @Test
  void aJournalThatSomebodyElseWroteMeanwhileIsNotOverwritten() throws Exception {
    try (ClusterStack stack = ClusterStack.external(cluster())) {
      RotationListener meddler =
          new RotationListener() {
            @Override
            public void before(RotationStep step) {
              ClusterJournal other = new ClusterJournal(stack.cluster().client(), stack.stack());
              JournalEntry entry = other.read().orElseThrow();
              other.write(entry.at(entry.state(), entry.step(), !entry.done()));
            }
          };
      RotationEngine rotator = stack.rotator().withListener(meddler);
      assertThatThrownBy(
              () -> rotator.rotate(StackSecret.TUNNEL_TOKEN, options(StackSecret.TUNNEL_TOKEN, 1)))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("Another rotator has written the journal");
      assertClean(stack, StackSecret.TUNNEL_TOKEN, stack.rotator().rollback());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StackSecret.class,
      names = {"POSTGRES_PASSWORD", "CLICKHOUSE_PASSWORD"})
  void aForbiddenPortForwardSaysWhatACallerOfARotationCanDo(StackSecret secret) throws Exception {
    try (ClusterStack stack = ClusterStack.managed(cluster())) {
      stack.cluster().server().orElseThrow().portForwards().forbid();

      assertThatThrownBy(() -> stack.rotator().rotate(secret, options(secret, 1)))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("resources: [pods/portforward], verbs: [get, create]")
          .hasMessageContaining("call it as a user of the cluster who has this right")
          .hasMessageNotContaining("PlausibleAdmin")
          .hasMessageNotContaining("ClusterJobs");
    }
  }

  @Test
  void anApiServerThatFailsInAStepLeavesARotationThatGoesOn() throws Exception {
    try (ClusterStack stack = ClusterStack.external(cluster())) {
      var faults = stack.cluster().server().orElseThrow().faults();
      RotationListener breaking =
          new RotationListener() {
            @Override
            public void before(RotationStep step) {
              if (step.name().equals("switch")) {
                faults.refuse(500, request -> request.path().contains("/deployments"));
              }
            }
          };

      assertThatThrownBy(
              () ->
                  stack
                      .rotator()
                      .withListener(breaking)
                      .rotate(StackSecret.MAIL_CREDENTIAL, options(StackSecret.MAIL_CREDENTIAL, 1)))
          .isInstanceOfSatisfying(
              ProvisioningException.class, e -> assertThat(e.diagnoses()).isNotEmpty())
          .hasMessageContaining("The step switch failed: fix the cause and call resume()");
      faults.heal();
      assertClean(stack, StackSecret.MAIL_CREDENTIAL, stack.rotator().resume());
    }
  }

  private static int forwards(ClusterStack stack) {
    return stack.cluster().server().orElseThrow().portForwards().open();
  }
}
