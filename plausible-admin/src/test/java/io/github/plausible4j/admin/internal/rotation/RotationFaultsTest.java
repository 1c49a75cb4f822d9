package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.SecretRotator;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationLease;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process ends at every step of every rotation, before and after its effect. */
class RotationFaultsTest {
  @ParameterizedTest
  @EnumSource(
      value = RotationCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "TUNNEL_TOKEN") // The same steps as MAIL_CREDENTIAL.
  void aRotationThatWasKilledAnywhereIsFinishedByResume(RotationCase rotation) {
    try (TestStack stack = rotation.stack(PostgresMajor.V18)) {
      Rig rig = new Rig(rotation, stack);
      int steps = rig.rotator().plan(rotation.secret(), rotation.options(0)).steps().size();

      for (int kill = 0; kill < 2 * steps; kill++) {
        String before = stack.liveVersion(rotation.secret()).orElseThrow();
        rig.killed(kill);
        RotationResult result = rig.rotator().resume();

        boolean nothingBegun = kill == 0;
        assertThat(result.outcome())
            .as("killed at %d", kill)
            .isEqualTo(
                nothingBegun
                    ? RotationResult.Outcome.ROLLED_BACK
                    : RotationResult.Outcome.FINISHED);
        assertThat(result.liveVersion().equals(before)).isEqualTo(nothingBegun);
        rig.assertClean(result, "killed at " + kill + " and resumed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RotationCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "TUNNEL_TOKEN") // The same steps as MAIL_CREDENTIAL.
  void aRotationThatWasKilledAnywhereIsTakenBackByRollback(RotationCase rotation) {
    try (TestStack stack = rotation.stack(PostgresMajor.V17)) {
      Rig rig = new Rig(rotation, stack);
      List<RotationStep> steps = rig.rotator().plan(rotation.secret(), rotation.options(0)).steps();

      for (int kill = 0; kill < 2 * steps.size(); kill++) {
        String before = stack.liveVersion(rotation.secret()).orElseThrow();
        rig.killed(kill);
        if (!steps.get(kill / 2).reversible()) {
          assertThatThrownBy(() -> rig.rotator().rollback())
              .isInstanceOf(RotationException.class)
              .hasMessageContaining("past its point of no return")
              .hasMessageContaining("resume()");
          rig.assertClean(rig.rotator().resume(), "killed at " + kill + " and resumed");
        } else {
          RotationResult result = rig.rotator().rollback();
          assertThat(result.outcome()).isEqualTo(RotationResult.Outcome.ROLLED_BACK);
          assertThat(stack.liveVersion(rotation.secret())).contains(before);
          rig.assertClean(result, "killed at " + kill + " and rolled back");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RotationCase.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "TUNNEL_TOKEN") // The same steps as MAIL_CREDENTIAL.
  void aRollbackThatWasKilledAnywhereGoesOnBackwards(RotationCase rotation) {
    try (TestStack stack = rotation.stack(PostgresMajor.V16)) {
      Rig rig = new Rig(rotation, stack);
      List<RotationStep> steps = rig.rotator().plan(rotation.secret(), rotation.options(0)).steps();
      int last = steps.get(steps.size() - 1).reversible() ? steps.size() - 1 : steps.size() - 2;
      String before = stack.liveVersion(rotation.secret()).orElseThrow();

      for (int kill = 0; kill < 2 * (last + 1); kill++) {
        rig.killed(2 * last + 1);
        SecretRotator backwards =
            rig.rotator().withListener(SimulatedKill.at(kill / 2, kill % 2 == 0));
        assertThatThrownBy(backwards::rollback).isInstanceOf(SimulatedKill.class);
        rig.expireLease();
        RotationResult result = rig.rotator().resume();

        assertThat(result.outcome()).isEqualTo(RotationResult.Outcome.ROLLED_BACK);
        assertThat(stack.liveVersion(rotation.secret())).contains(before);
        rig.assertClean(result, "rolled back, killed at " + kill + ", resumed");
      }
    }
  }

  @Test
  void resumeWaitsForTheLeaseOfAProcessThatEnded() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      WaitingLease lease = new WaitingLease(Duration.ofSeconds(75));
      RotationEngine engine = engine(stack, lease);
      lease.acquire("a process that was killed");
      List<Duration> waited = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  engine
                      .withListener(listening(waited))
                      .withSleeper(time -> lease.endAfter(Duration.ofSeconds(20), time))
                      .resume())
          .hasMessageContaining("No rotation of this stack is under way");

      assertThat(waited).startsWith(Duration.ZERO).hasSize(4);
      assertThat(lease.isFree()).isTrue();
    }
  }

  @Test
  void resumeGivesUpWhenTheLeaseIsRenewed() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      WaitingLease lease = new WaitingLease(Duration.ofSeconds(75));
      lease.acquire("a process that works");
      List<Duration> waited = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  engine(stack, lease)
                      .withListener(listening(waited))
                      .withSleeper(time -> {})
                      .resume())
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("until its lease expires, and call again");

      assertThat(waited).hasSize(15).last().isEqualTo(Duration.ofSeconds(70));
    }
  }

  @Test
  void anInterruptEndsTheWaitForTheLeaseAndStaysSet() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      WaitingLease lease = new WaitingLease(Duration.ofSeconds(75));
      lease.acquire("a process that works");
      RotationEngine engine =
          engine(stack, lease)
              .withSleeper(
                  time -> {
                    throw new InterruptedException();
                  });

      assertThatThrownBy(engine::resume)
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("nothing was changed, call again");

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static RotationEngine engine(TestStack stack, RotationLease lease) {
    return RotationEngine.of(stack, new MemoryJournal(), lease);
  }

  private static RotationListener listening(List<Duration> waited) {
    return new RotationListener() {
      @Override
      public void waiting(Duration now, Duration longest) {
        waited.add(now);
      }
    };
  }

  /** A lease that another process holds for a time that passes when it is slept. */
  private static final class WaitingLease implements RotationLease {
    private final MemoryLease lease = new MemoryLease();
    private final Duration expiry;
    private Duration passed = Duration.ZERO;

    WaitingLease(Duration expiry) {
      this.expiry = expiry;
    }

    @Override
    public boolean acquire(String holder) {
      return lease.acquire(holder);
    }

    @Override
    public void release(String holder) {
      lease.release(holder);
    }

    @Override
    public Duration expiry() {
      return expiry;
    }

    void endAfter(Duration end, Duration time) {
      passed = passed.plus(time);
      if (passed.compareTo(end) >= 0) {
        lease.expire();
      }
    }

    boolean isFree() {
      return lease.isFree();
    }
  }

  /** A stack with the journal and the lease that outlive a rotator. */
  private static final class Rig {
    private final RotationCase rotation;
    private final TestStack stack;
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryLease lease = new MemoryLease();
    private int runs;

    Rig(RotationCase rotation, TestStack stack) {
      this.rotation = rotation;
      this.stack = stack;
    }

    SecretRotator rotator() {
      return SecretRotator.of(stack, journal, lease);
    }

    void expireLease() {
      lease.expire();
    }

    /** Even numbers kill before the effect of a step, odd ones after it. */
    void killed(int point) {
      SecretRotator doomed = rotator().withListener(SimulatedKill.at(point / 2, point % 2 == 0));
      assertThatThrownBy(() -> doomed.rotate(rotation.secret(), rotation.options(++runs)))
          .isInstanceOf(SimulatedKill.class);
      assertThatThrownBy(() -> rotator().resume()).hasMessageContaining("lease expires");
      lease.expire();
      assertThatThrownBy(() -> rotator().rotate(rotation.secret(), rotation.options(++runs)))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("is under way; call resume() or rollback() first");
    }

    void assertClean(RotationResult result, String when) {
      assertThat(rotation.everythingWorks(stack)).as("everything works, %s", when).isTrue();
      assertThat(lease.isFree()).isTrue();
      assertThat(stack.liveVersion(rotation.secret())).contains(result.liveVersion());
      assertThat(stack.versions(rotation.secret())).as("versions, %s", when).hasSizeLessThan(4);
      if (result.outcome() == RotationResult.Outcome.ROLLED_BACK) {
        assertThat(stack.versions(rotation.secret())).last().isEqualTo(result.liveVersion());
      }
      assertThatThrownBy(() -> rotator().resume()).hasMessageContaining("No rotation");
      assertThat(journal.written())
          .noneSatisfy(
              entry ->
                  assertThat(stack.everySecret())
                      .anySatisfy(
                          secret -> assertThat(entry.toString()).contains(secret.reveal())));
    }
  }
}
