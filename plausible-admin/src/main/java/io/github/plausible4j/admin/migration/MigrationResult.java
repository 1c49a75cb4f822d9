package io.github.plausible4j.admin.migration;

import java.util.List;
import java.util.Optional;

/**
 * The state of a move after a call.
 *
 * @param state the state that the move has reached
 * @param counts the counts that both sides share; empty after a rollback
 * @param next manual steps to do next, one sentence each
 */
public record MigrationResult(State state, Optional<DataCounts> counts, List<String> next) {
  /** The states of a move. */
  public enum State {
    /** The cluster has the data and Plausible runs there; a rollback is possible. */
    MOVED,
    /** The move is complete. The compose project can be deleted. */
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
