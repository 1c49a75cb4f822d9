package io.github.plausible4j.admin.rotation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rotation will do.
 *
 * @param impacts what stops working, and for how long
 * @param mustBeAcknowledged what {@link RotationOptions.Builder#acknowledge} must be given
 */
public record RotationPlan(
    StackSecret secret,
    List<RotationStep> steps,
    List<Impact> impacts,
    Set<Consequence> mustBeAcknowledged) {

  /**
   * Something that stops working.
   *
   * @param duration in words, such as {@code until the application has restarted}
   */
  public record Impact(String description, String duration) {}

  public RotationPlan {
    steps = List.copyOf(steps);
    impacts = List.copyOf(impacts);
    mustBeAcknowledged = Set.copyOf(mustBeAcknowledged);
  }

  /** The plan for people to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Rotation of ").append(secret).append('\n');
    for (RotationStep step : steps) {
      text.append(String.format("%3d. %s%n", step.number() + 1, step.description()));
      if (!step.reversible()) {
        text.append("     (from here on it can be finished but not taken back)\n");
      }
    }
    text.append(impacts.isEmpty() ? "Nothing breaks.\n" : "What breaks:\n");
    impacts.forEach(
        impact ->
            text.append("  - ")
                .append(impact.description())
                .append(", ")
                .append(impact.duration())
                .append('\n'));
    if (!mustBeAcknowledged.isEmpty()) {
      text.append("Must be acknowledged: ").append(new TreeSet<>(mustBeAcknowledged)).append('\n');
    }
    return text.toString();
  }
}
