package io.github.plausible4j.admin.migration;

import java.util.List;
import java.util.Optional;

/**
 * Where a move is after a call.
 *
 * @param state which of its three ends it has come to
 * @param counts what was found on both sides; empty after a rollback
 * @param next what a person does next, sentence by sentence
 */
public record MigrationResult(State state, Optional<DataCounts> counts, List<String> next) {
  /** Where a move can be. */
  public enum State {
    /** The cluster has the data and Plausible runs there; a rollback is possible. */
    MOVED,
    /** The move is over, and the compose project may go. */
    FINISHED,
    /** The compose project runs again. */
    ROLLED_BACK
  }

  /** Copies the list. */
  public MigrationResult {
    next = List.copyOf(next);
  }

  /** The state, the counts, and what to do next. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(state.name());
    counts.ifPresent(found -> text.append('\n').append(found));
    next.forEach(sentence -> text.append("\n- ").append(sentence));
    return text.toString();
  }
}
