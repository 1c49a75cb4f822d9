package io.github.plausible4j.admin.rotation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a rotation will do and what it breaks. */
public record RotationPlan(
    StackSecret secret,
    List<RotationStep> steps,
    List<Breakage> breaks,
    Set<Acknowledgement> acknowledgements) {

  /**
   * Something that stops working.
   *
   * @param duration in words, such as {@code until the application has restarted}
   */
  public record Breakage(String what, String duration) {}

  public RotationPlan {
    steps = List.copyOf(steps);
    breaks = List.copyOf(breaks);
    acknowledgements = Set.copyOf(acknowledgements);
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
    text.append(breaks.isEmpty() ? "Nothing breaks.\n" : "What breaks:\n");
    breaks.forEach(
        broken ->
            text.append("  - ")
                .append(broken.what())
                .append(", ")
                .append(broken.duration())
                .append('\n'));
    if (!acknowledgements.isEmpty()) {
      text.append("Has to be acknowledged: ").append(new TreeSet<>(acknowledgements)).append('\n');
    }
    return text.toString();
  }
}
