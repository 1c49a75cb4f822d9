package io.github.plausible4j.admin.rotation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The steps and effects of a rotation.
 *
 * @param impacts what stops working, and for how long
 * @param mustBeAcknowledged the consequences to pass to {@link RotationOptions.Builder#acknowledge}
 */
public record RotationPlan(
    StackSecret secret,
    List<RotationStep> steps,
    List<Impact> impacts,
    Set<Consequence> mustBeAcknowledged) {

  /**
   * Something that stops working.
   *
   * @param duration as text, such as {@code until the application has restarted}
   */
  public record Impact(String description, String duration) {
    @Override
    public String toString() {
      return description + ", " + duration;
    }
  }

  public RotationPlan {
    steps = List.copyOf(steps);
    impacts = List.copyOf(impacts);
    mustBeAcknowledged = Set.copyOf(mustBeAcknowledged);
  }

  /** The plan as readable text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Rotation of ").append(secret).append('\n');
    for (RotationStep step : steps) {
      text.append(String.format("%3d. %s%n", step.number() + 1, step.description()));
      if (!step.reversible()) {
        text.append("     (from here on it can be finished but not rolled back)\n");
      }
    }
    text.append(impacts.isEmpty() ? "Nothing breaks.\n" : "What breaks:\n");
    impacts.forEach(impact -> text.append("  - ").append(impact).append('\n'));
    if (!mustBeAcknowledged.isEmpty()) {
      text.append("Must be acknowledged: ").append(new TreeSet<>(mustBeAcknowledged)).append('\n');
    }
    return text.toString();
  }
}
