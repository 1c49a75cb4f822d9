package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationPlan;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rotations of a stack in a cluster, whatever cluster that is: killed before and after the effect
 * of each step, then finished or taken back by a rotator that knows the cluster alone.
 */
abstract class ClusterRotationContract {
  /** A cluster for one test. */
  abstract TestCluster cluster();

  static RotationOptions options(StackSecret secret, int run) {
    RotationOptions.Builder options =
        RotationOptions.builder()
            .acknowledge(Consequence.values())
            .knownApiKeys(List.of(RotationCase.KNOWN_KEY))
            .remintApiKeys()
            .check(value -> {});
    if (secret == StackSecret.MAIL_CREDENTIAL) {
      options.newValue(SecretValue.of("mail-password-number-" + run));
    } else if (secret == StackSecret.TUNNEL_TOKEN) {
      options.newValue(SecretValue.of(ClusterStack.tunnelToken(1 + run)));
    }
    return options.build();
  }

  /** Killed before the effect of a step it is finished, killed after it, taken back. */
  @ParameterizedTest
  @EnumSource(StackSecret.class)
  void aRotationThatWasKilledIsFinishedOrTakenBack(StackSecret secret) throws Exception {
    try (ClusterStack stack = ClusterStack.external(cluster())) {
      int points = 2 * planned(stack, secret).size();
      for (int kill = 0; kill < points; kill++) {
        ended(stack, secret, kill, kill % 2 == 0);
      }
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(StackSecret.class)
  void aRotationThatWasKilledAnywhereIsFinishedAndTakenBack(StackSecret secret) throws Exception {
    try (ClusterStack stack = ClusterStack.external(cluster())) {
      int points = 2 * planned(stack, secret).size();
      for (int run = 0; run < 2 * points; run++) {
        ended(stack, secret, run, run < points);
      }
    }
  }

  /**
   * Kills a rotation at a point, then ends it in one of its two ways. Runs begin again at the first
   * point after the last one, each with a value of its own.
   */
  static void ended(ClusterStack stack, StackSecret secret, int run, boolean resumed)
      throws Exception {
    List<RotationStep> steps = stack.rotator().plan(secret, options(secret, 0)).steps();
    int kill = run % (2 * steps.size());
    String before = stack.control().liveVersion(secret).orElseThrow();
    killed(stack, secret, kill, options(secret, run + 1));
    if (!resumed && !steps.get(kill / 2).reversible()) {
      assertThatThrownBy(() -> stack.rotator().rollback())
          .hasMessageContaining("past its point of no return");
    }
    boolean back = kill == 0 || (!resumed && steps.get(kill / 2).reversible());
    RotationResult result =
        !resumed && back ? stack.rotator().rollback() : stack.rotator().resume();
    assertThat(result.outcome())
        .as("killed at %d", kill)
        .isEqualTo(back ? RotationResult.Outcome.ROLLED_BACK : RotationResult.Outcome.FINISHED);
    assertThat(result.liveVersion().equals(before)).isEqualTo(back);
    assertClean(stack, secret, result);
  }

  static List<RotationStep> planned(ClusterStack stack, StackSecret secret) {
    RotationPlan plan = stack.rotator().plan(secret, options(secret, 0));
    assertThat(plan.toString())
        .startsWith("Rotation of " + secret)
        .contains("Create version v2 beside v1, which stays live");
    return plan.steps();
  }

  static void killed(ClusterStack stack, StackSecret secret, int point, RotationOptions options) {
    RotationEngine doomed =
        stack.rotator().withListener(SimulatedKill.at(point / 2, point % 2 == 0));
    assertThatThrownBy(() -> doomed.rotate(secret, options)).isInstanceOf(SimulatedKill.class);
    RotationEngine next = stack.rotator();
    assertThatThrownBy(() -> next.rotate(secret, options))
        .hasMessageContaining("call resume(), which waits until its lease expires");
    stack.clock().pass(ClusterLease.DURATION.plus(ClusterLease.CLOCK_DIFFERENCE).plusSeconds(1));
    assertThatThrownBy(() -> next.rotate(secret, options))
        .isInstanceOf(RotationException.class)
        .hasMessageContaining("is under way; call resume() or rollback() first");
  }

  static void assertClean(ClusterStack stack, StackSecret secret, RotationResult result)
      throws Exception {
    assertThat(stack.flaw()).isEmpty();
    assertThat(stack.control().liveVersion(secret)).contains(result.liveVersion());
    assertThat(stack.control().versions(secret)).hasSizeLessThan(4);
    RotationEngine next = stack.rotator();
    assertThatThrownBy(next::resume).hasMessageContaining("No rotation");
    String elsewhere = stack.everythingElse();
    assertThat(stack.everySecret())
        .hasSizeGreaterThan(10)
        .allSatisfy(value -> assertThat(elsewhere.contains(value)).isFalse());
    result
        .mintedApiKeys()
        .forEach(key -> assertThat(elsewhere.contains(key.key().reveal())).isFalse());
  }
}
