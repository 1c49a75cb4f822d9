package io.github.plausible4j.admin.internal.migration;

import java.util.Map;
import java.util.TreeMap;

/**
 * The stored state of a move.
 *
 * @param format 1
 * @param project the directory of the compose project
 * @param stack the namespace and the name of the stack
 * @param phase the direction or the end of the move
 * @param step the number of the current step, from 0
 * @param done whether that step is done
 * @param facts data for later steps
 */
public record MigrationState(
    int format,
    String project,
    String stack,
    Phase phase,
    int step,
    boolean done,
    Map<String, String> facts) {
  static final int FORMAT = 1;

  /** The direction or the end of a move. */
  public enum Phase {
    FORWARD,
    MOVED,
    FINISHED,
    BACK,
    ROLLED_BACK
  }

  /** Copies the map. */
  public MigrationState {
    facts = Map.copyOf(facts);
  }

  static MigrationState begin(String project, String stack) {
    return new MigrationState(FORMAT, project, stack, Phase.FORWARD, 0, false, Map.of());
  }

  MigrationState at(Phase newPhase, int newStep, boolean newDone) {
    return new MigrationState(format, project, stack, newPhase, newStep, newDone, facts);
  }

  MigrationState with(String name, String value) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, value);
    return new MigrationState(format, project, stack, phase, step, done, more);
  }
}
