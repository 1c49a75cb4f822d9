package io.github.plausible4j.admin;

import java.util.List;

/** The result of an operation that has nothing to hand out but what it changed. */
public record ChangeResult(Outcome outcome, List<String> changes) implements AdminResult {
  public ChangeResult {
    changes = List.copyOf(changes);
  }

  static ChangeResult notFound() {
    return new ChangeResult(Outcome.NOT_FOUND, List.of());
  }

  static ChangeResult unchanged() {
    return new ChangeResult(Outcome.UNCHANGED, List.of());
  }

  static ChangeResult changed(String... changes) {
    return new ChangeResult(Outcome.CHANGED, List.of(changes));
  }

  /** CHANGED if there are any, UNCHANGED if not. */
  static ChangeResult of(List<String> changes) {
    return new ChangeResult(changes.isEmpty() ? Outcome.UNCHANGED : Outcome.CHANGED, changes);
  }
}
