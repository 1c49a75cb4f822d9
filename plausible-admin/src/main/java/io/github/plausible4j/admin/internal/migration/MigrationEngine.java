package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.internal.migration.MigrationState.Phase;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.admin.migration.MigrationListener;
import io.github.plausible4j.admin.migration.MigrationPlan;
import io.github.plausible4j.admin.migration.MigrationResult;
import io.github.plausible4j.admin.migration.MigrationStep;
import io.github.plausible4j.k8s.internal.http.Sleeper;
import io.github.plausible4j.k8s.plan.Retention;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the steps of a move or of its rollback, starting from the stored state. */
public final class MigrationEngine {
  private static final String DESTROYED = "destroyed";
  private static final String START_COMPOSE = "start-compose";

  private final ComposeSource source;
  private final StackTarget target;
  private final String project;
  private final Path directory;
  private final Optional<String> version;
  private final MigrationListener listener;
  private final Sleeper sleeper;

  public MigrationEngine(
      ComposeSource source,
      StackTarget target,
      String project,
      Path directory,
      Optional<String> version,
      MigrationListener listener) {
    this.source = source;
    this.target = target;
    this.project = project;
    this.directory = directory;
    this.version = version;
    this.listener = listener;
    this.sleeper = Sleeper.REAL;
  }

  public MigrationPlan plan() {
    try {
      Optional<String> runs = version.or(source::version);
      MoveForward forward = forward(new Run(begun()));
      forward.check(runs, !StateFile.isIn(directory));
      List<MigrationStep> steps = new ArrayList<>();
      List<MoveStep> all = forward.steps(runs);
      for (int i = 0; i < all.size(); i++) {
        steps.add(all.get(i).numbered(i));
      }
      return new MigrationPlan(
          steps,
          List.of(
              "from step 2 to step 8 nothing is counted; events that are sent in this time are"
                  + " lost",
              directory
                  + " needs room for a copy of both databases, and so does ClickHouse's"
                  + " volume of the compose project",
              "ClickHouse of the compose project is restarted if it has no disk for backups"),
          "rollback() stops the stack and starts "
              + source.service()
              + " of the compose project, whose volumes are never changed; possible until"
              + " finish()");
    } catch (IOException e) {
      throw new MigrationException(
          "the plan stopped: "
              + e.getMessage()
              + "\nNothing was changed; fix the cause and call plan() again",
          e);
    }
  }

  public MigrationResult run() {
    try (StateFile file = StateFile.open(directory)) {
      Run run = new Run(file, state(file));
      return switch (run.state.phase()) {
        case BACK ->
            throw new MigrationException(
                "the move is being rolled back; call rollback(), or use a new directory");
        case ROLLED_BACK ->
            throw new MigrationException(
                "the move was rolled back; use a new directory to start again");
        case FINISHED -> finished();
        case FORWARD, MOVED -> move(run);
      };
    }
  }

  private MigrationResult move(Run run) {
    try {
      MoveForward forward = forward(run);
      go(run, Phase.FORWARD, forward.steps(version.or(source::version)));
      run.update(now -> now.at(Phase.MOVED, now.step(), true));
      return new MigrationResult(
          MigrationResult.State.MOVED,
          Optional.of(forward.counts()),
          HandOver.sentences(source, target));
    } catch (IOException | RuntimeException e) {
      throw new MoveFailure(source.service()).ofMove(run.state, e);
    }
  }

  /** Rolls the move back. Without a retention the stack stays, but without a pod of Plausible. */
  public MigrationResult rollback(@Nullable Retention retention) {
    requireOwnName(retention);
    try (StateFile file = StateFile.openExisting(directory)) {
      Run run = new Run(file, state(file));
      switch (run.state.phase()) {
        case FINISHED ->
            throw new MigrationException(
                "the move is finished, and the compose project may be gone; it cannot be rolled"
                    + " back");
        case ROLLED_BACK -> {
          return rolledBack(run);
        }
        case FORWARD, MOVED ->
            // The step tells how much of the stack was applied.
            run.update(
                now -> now.with("reached", String.valueOf(now.step())).at(Phase.BACK, 0, false));
        case BACK -> run.update(now -> now.at(Phase.BACK, 0, false));
      }
      return moveBack(run, back(run, retention));
    }
  }

  private MigrationResult moveBack(Run run, List<MoveStep> steps) {
    try {
      go(run, Phase.BACK, steps);
      run.update(now -> now.at(Phase.ROLLED_BACK, now.step(), true));
      return rolledBack(run);
    } catch (IOException | RuntimeException e) {
      int starting = indexOf(START_COMPOSE, steps);
      boolean started =
          run.state.step() > starting || (run.state.step() == starting && run.state.done());
      throw new MoveFailure(source.service()).ofRollback(started, e);
    }
  }

  public MigrationResult finish() {
    try (StateFile file = StateFile.openExisting(directory)) {
      Run run = new Run(file, state(file));
      if (run.state.phase() != Phase.MOVED && run.state.phase() != Phase.FINISHED) {
        throw new MigrationException("the move is not done; call run() first");
      }
      run.update(now -> now.at(Phase.FINISHED, now.step(), true));
      return finished();
    }
  }

  private List<MoveStep> back(Run run, @Nullable Retention retention) {
    boolean applied = reached(run, "apply-databases");
    boolean exposed = reached(run, "expose");
    List<MoveStep> steps = new ArrayList<>();
    if (applied && retention != null) {
      steps.add(
          new MoveStep(
              "destroy-stack",
              "Destroy the stack: " + retention,
              () -> {
                target.destroy(retention);
                run.update(now -> now.with(DESTROYED, "yes"));
              }));
    } else if (applied) {
      steps.add(
          new MoveStep(
              "stop-stack",
              "Stop Plausible in the cluster and keep the stack",
              () -> {
                if (exposed) {
                  target.applyUnexposed();
                }
                target.stop();
              }));
    }
    steps.add(
        new MoveStep(
            START_COMPOSE, "Start the service " + source.service() + " again", source::start));
    steps.add(
        new MoveStep(
            "remove-disk",
            "Remove the file of the backup disk from ClickHouse's container",
            () -> new BackupDisk(source, sleeper).remove()));
    return steps;
  }

  /** Whether a move that is rolled back had begun a step. */
  private boolean reached(Run run, String step) {
    int index = indexOf(step, forward(run).steps(Optional.empty()));
    return Integer.parseInt(run.fact("reached").orElse("0")) >= index;
  }

  private static int indexOf(String step, List<MoveStep> steps) {
    return steps.stream().map(MoveStep::name).toList().indexOf(step);
  }

  /** Runs before anything is stored, because a rollback that has begun cannot be undone. */
  private void requireOwnName(@Nullable Retention retention) {
    String own = target.stack().name();
    if (retention instanceof Retention.DeleteEverything everything
        && !everything.confirmedName().equals(own)) {
      throw new MigrationException(
          "Retention.deleteEverything(\""
              + everything.confirmedName()
              + "\") does not name the stack \""
              + own
              + "\"; nothing was rolled back; repeat the call with deleteEverything(\""
              + own
              + "\")");
    }
  }

  private void go(Run run, Phase phase, List<MoveStep> steps) throws IOException {
    MigrationState state = run.state;
    int first = state.done() ? state.step() + 1 : state.step();
    for (int i = first; i < steps.size(); i++) {
      int step = i;
      run.update(now -> now.at(phase, step, false));
      listener.before(steps.get(i).numbered(i));
      steps.get(i).effect().run();
      listener.after(steps.get(i).numbered(i));
      run.update(now -> now.at(phase, step, true));
    }
  }

  private MoveForward forward(Run run) {
    return new MoveForward(source, target, directory, listener.backup(), sleeper, run);
  }

  private MigrationState begun() {
    PlausibleStack stack = target.stack();
    return MigrationState.begin(project, stack.namespace() + "/" + stack.name());
  }

  private MigrationState state(StateFile file) {
    MigrationState begun = begun();
    MigrationState state = file.read().orElse(begun);
    if (!state.stack().equals(begun.stack()) || !state.project().equals(begun.project())) {
      throw new MigrationException(
          directory
              + " has the move of "
              + state.project()
              + " into "
              + state.stack()
              + "; use that project and stack, or another directory");
    }
    return state;
  }

  private MigrationResult finished() {
    return new MigrationResult(
        MigrationResult.State.FINISHED,
        Optional.empty(),
        List.of(
            "remove the compose project with its volumes: docker compose down --volumes",
            "keep or delete the backup in " + directory + "; it contains password hashes"));
  }

  private MigrationResult rolledBack(Run run) {
    List<String> next = new ArrayList<>();
    next.add("send " + target.stack().host() + " to the compose project again");
    if (reached(run, "apply-databases") && run.fact(DESTROYED).isEmpty()) {
      next.add(
          "the stack "
              + target.stack().name()
              + " stays in namespace "
              + target.stack().namespace()
              + " with its data, and no Plausible runs there; remove it with"
              + " StackProvisioner.destroy before another move into it");
    }
    if (reached(run, "save")) {
      next.add(
          "delete the backup in "
              + directory
              + " when nobody needs it; it contains password"
              + " hashes");
    }
    return new MigrationResult(MigrationResult.State.ROLLED_BACK, Optional.empty(), next);
  }

  /** The state of one call, in memory and on disk. */
  private static final class Run implements MoveForward.Journal {
    private final @Nullable StateFile file;
    private MigrationState state;

    Run(MigrationState state) {
      this.file = null;
      this.state = state;
    }

    Run(StateFile file, MigrationState state) {
      this.file = file;
      this.state = state;
    }

    @Override
    public Optional<String> fact(String name) {
      return Optional.ofNullable(state.facts().get(name));
    }

    @Override
    public void update(UnaryOperator<MigrationState> change) {
      state = change.apply(state);
      if (file != null) {
        file.write(state);
      }
    }
  }
}
