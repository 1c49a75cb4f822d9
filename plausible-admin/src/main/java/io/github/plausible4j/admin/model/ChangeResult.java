package io.github.plausible4j.admin.model;

import java.util.List;

/** The result of an operation that returns only what it changed. */
public record ChangeResult(ChangeOutcome outcome, List<String> changes) implements AdminResult {
  public ChangeResult {
    changes = List.copyOf(changes);
  }

  public static ChangeResult notFound() {
    return new ChangeResult(ChangeOutcome.NOT_FOUND, List.of());
  }

  public static ChangeResult unchanged() {
    return new ChangeResult(ChangeOutcome.UNCHANGED, List.of());
  }

  public static ChangeResult changed(String... changes) {
    return new ChangeResult(ChangeOutcome.CHANGED, List.of(changes));
  }

  /** CHANGED if there are changes, otherwise UNCHANGED. */
  public static ChangeResult of(List<String> changes) {
    return new ChangeResult(
        changes.isEmpty() ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED, changes);
  }
}
