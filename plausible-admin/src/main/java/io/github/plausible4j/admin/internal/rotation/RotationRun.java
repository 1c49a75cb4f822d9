package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseException;
import io.github.plausible4j.admin.internal.sql.SqlMessages;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.JournalEntry.State;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationJournal;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.k8s.internal.cluster.ApiErrorMessage;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one rotation from the step in its journal to its end, forward or back. */
final class RotationRun {
  private static final Logger LOG = LoggerFactory.getLogger(RotationRun.class);

  /** The number of older versions that are kept beside the new one. */
  private static final int KEPT_VERSIONS = 2;

  private final StackControl control;
  private final RotationJournal journal;
  private final RotationListener listener;
  private final BooleanSupplier leaseRenewal;
  private final RotationProcedure procedure;
  private final JournalEntry start;
  private final RotationResults results = new RotationResults();
  private final List<Step> middle;

  RotationRun(
      StackControl control,
      RotationJournal journal,
      RotationListener listener,
      BooleanSupplier leaseRenewal,
      RotationProcedure procedure,
      JournalEntry start) {
    this.control = control;
    this.journal = journal;
    this.listener = listener;
    this.leaseRenewal = leaseRenewal;
    this.procedure = procedure;
    this.start = start;
    this.middle = procedure.steps(control, start, results);
  }

  List<RotationStep> steps() {
    List<Step> all = all(StepEffect.NONE);
    List<RotationStep> numbered = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      numbered.add(all.get(i).at(i));
    }
    return numbered;
  }

  boolean hasNewVersion() {
    return control.read(start.secret(), start.newVersion()).isPresent();
  }

  /**
   * Runs all steps. Only the first one needs values from the caller; if they are refused, no
   * rotation is under way.
   */
  RotationResult begin(RotationOptions options) throws SQLException {
    Map<String, SecretValue> values = procedure.newValues(control, start, options);
    return forward(all(() -> create(values)));
  }

  /** Continues with the existing new version. */
  RotationResult forward() throws SQLException {
    return forward(all(StepEffect.NONE));
  }

  private RotationResult forward(List<Step> steps) throws SQLException {
    int first = start.done() ? start.step() + 1 : start.step();
    for (int i = first; i < steps.size(); i++) {
      RotationStep step = steps.get(i).at(i);
      write(State.FORWARD, i, false);
      listener.before(step);
      LOG.info("Rotation of {}: {}", start.secret(), step.description());
      run(steps.get(i).effect(), step);
      listener.after(step);
      // FINISHED comes last: the results of the last step are lost if the process ends after this.
      write(i == steps.size() - 1 ? State.FINISHED : State.FORWARD, i, true);
    }
    return results.of(start, RotationResult.Outcome.FINISHED);
  }

  RotationResult back() throws SQLException {
    List<Step> steps = all(StepEffect.NONE);
    for (int i = 0; i <= start.step(); i++) {
      if (!steps.get(i).reversible()) {
        throw new RotationException(
            "The rotation of "
                + start.secret()
                + " is past its point of no return, the step "
                + steps.get(i).name()
                + "; call resume()");
      }
    }
    for (int i = start.step(); i >= 0; i--) {
      RotationStep step = steps.get(i).at(i);
      write(State.BACK, i, false);
      listener.before(step);
      LOG.info("Rotation of {}: undoing: {}", start.secret(), step.description());
      run(steps.get(i).undo(), step);
      listener.after(step);
    }
    write(State.ROLLED_BACK, 0, true);
    return results.of(start, RotationResult.Outcome.ROLLED_BACK);
  }

  private static void run(StepEffect effect, RotationStep step) throws SQLException {
    String failed = "The step " + step.name() + " failed";
    String next = "call resume()" + (step.reversible() ? ", or rollback()" : "");
    try {
      effect.run();
    } catch (SQLException e) {
      throw new RotationException(
          failed + " in the database: " + SqlMessages.of(e) + "; fix the cause and " + next);
    } catch (ClickHouseException e) {
      throw new RotationException(failed + ": " + e.getMessage() + "; then " + next, e);
    } catch (KubernetesClientException e) {
      throw new RotationException(
          failed + ": " + ApiErrorMessage.of(e) + "; fix the cause and " + next, e);
    } catch (ProvisioningException e) {
      throw e.withNote(failed + ": fix the cause and " + next);
    }
  }

  private void write(State state, int step, boolean done) {
    if (!leaseRenewal.getAsBoolean()) {
      throw new RotationException("Another rotator has taken over this rotation");
    }
    journal.write(start.at(state, step, done));
  }

  private List<Step> all(StepEffect creation) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.reversible(
            "create-version",
            "Create version "
                + start.newVersion()
                + " beside "
                + start.oldVersion()
                + ", which stays live, and retire all but "
                + KEPT_VERSIONS
                + " older ones",
            creation,
            () -> control.delete(start.secret(), start.newVersion())));
    steps.addAll(middle);
    return steps;
  }

  private void create(Map<String, SecretValue> values) {
    retire();
    control.create(start.secret(), start.newVersion(), values);
  }

  private void retire() {
    List<String> versions = control.versions(start.secret());
    versions.stream()
        .limit(Math.max(0, versions.size() - KEPT_VERSIONS))
        .filter(version -> !version.equals(start.oldVersion()))
        .forEach(version -> control.delete(start.secret(), version));
  }
}
