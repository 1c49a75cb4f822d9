package io.github.plausible4j.admin.desired;

import io.github.plausible4j.admin.desired.StateChange.Kind;
import io.github.plausible4j.admin.model.AdminResult;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The changes that an apply makes or has made.
 *
 * @param lines one for each item of the state and one for each deleted item
 * @param secrets new passwords, API keys and plugin tokens by what they are for; they cannot be
 *     read again later. Secrets of a plan are never valid
 */
public record StatePlan(List<StateChange> lines, Map<String, SecretValue> secrets)
    implements AdminResult {
  public StatePlan {
    lines = List.copyOf(lines);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public ChangeOutcome outcome() {
    return changes().isEmpty() ? ChangeOutcome.UNCHANGED : ChangeOutcome.CHANGED;
  }

  @Override
  public List<String> changes() {
    return lines.stream()
        .filter(line -> line.kind() != Kind.UNCHANGED && line.kind() != Kind.REFUSED)
        .map(StateChange::toString)
        .toList();
  }

  /** Why the state cannot be applied; empty if it can. */
  public List<String> refusals() {
    return lines.stream()
        .filter(line -> line.kind() == Kind.REFUSED)
        .map(StateChange::toString)
        .toList();
  }

  /** One line for each item, with the signs {@code + ~ - = !}. */
  @Override
  public String toString() {
    return lines.stream().map(StateChange::toString).collect(Collectors.joining("\n"));
  }
}
