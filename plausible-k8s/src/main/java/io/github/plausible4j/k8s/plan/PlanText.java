package io.github.plausible4j.k8s.plan;

import io.github.plausible4j.k8s.plan.Change.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Formats plans for people: changes in full, unchanged objects as a count. */
final class PlanText {
  private static final int SHOWN = 60;

  /** The suffix of the checksum annotations whose change makes a workload replace its pods. */
  private static final String CHECKSUM = "-sha256";

  private static final String DETAIL = "        ";
  private static final Map<Action, String> SIGNS =
      new EnumMap<>(
          Map.of(
              Action.CREATE, "+",
              Action.UPDATE, "~",
              Action.REPLACE, "±",
              Action.ADOPT, ">",
              Action.CONFLICT, "!",
              Action.NOOP, " ",
              Action.PRUNE, "-",
              Action.KEEP, "="));

  private PlanText() {}

  static String of(StackPlan plan, Set<Action> onlyCounted) {
    List<String> lines = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (!onlyCounted.contains(change.action())) {
        lines.add(of(change));
      }
    }
    lines.add(summary(plan));
    return String.join(System.lineSeparator(), lines);
  }

  static String of(Change change) {
    List<String> lines = new ArrayList<>();
    String why = replacesPods(change) ? "its pods are replaced" : change.reason();
    String reason = why.isEmpty() ? "" : "  (" + why + ")";
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %-8s %s%s",
            SIGNS.get(change.action()),
            change.action().name().toLowerCase(Locale.ROOT),
            change.object(),
            reason));
    for (Change.FieldChange field : change.fields()) {
      lines.add(DETAIL + field.path() + ": " + values(field));
    }
    for (Change.FieldConflict conflict : change.conflicts()) {
      lines.add(DETAIL + conflict.field() + " is owned by " + conflict.manager());
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** Readers of a plan look for interruptions, so a replacement of pods is shown. */
  private static boolean replacesPods(Change change) {
    return change.action() == Action.UPDATE
        && change.reason().isEmpty()
        && change.fields().stream().anyMatch(field -> field.path().startsWith("spec.template."));
  }

  private static String values(Change.FieldChange field) {
    if (field.path().endsWith(CHECKSUM)) {
      return "other content";
    }
    if (field.before().isEmpty()) {
      return "set to " + cut(field.after());
    }
    return field.after().isEmpty()
        ? "removed, was " + cut(field.before())
        : cut(field.before()) + " -> " + cut(field.after());
  }

  private static String cut(String value) {
    String line = value.replace("\n", "\\n");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private static String summary(StackPlan plan) {
    List<String> counts = new ArrayList<>();
    for (Action action : Action.values()) {
      long count = plan.changes().stream().filter(c -> c.action() == action).count();
      if (count > 0) {
        counts.add(count + " " + word(action));
      }
    }
    String sum = counts.isEmpty() ? "nothing" : String.join(", ", counts);
    return plan.isEmpty() ? "No changes: " + sum + "." : "Plan: " + sum + ".";
  }

  private static String word(Action action) {
    return switch (action) {
      case NOOP -> "unchanged";
      case CONFLICT -> "in conflict";
      default -> "to " + action.name().toLowerCase(Locale.ROOT);
    };
  }
}
