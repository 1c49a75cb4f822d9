package io.github.plausible4j.k8s.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The status of a stack. It does not compare the objects with the stack's settings; a plan does
 * that.
 *
 * @param stack the name of the stack
 * @param objects the objects, in the order in which they are applied
 */
public record StackStatus(String stack, List<ObjectStatus> objects) {
  public StackStatus {
    objects = List.copyOf(objects);
  }

  /** Whether all objects exist and work. */
  public boolean isReady() {
    return objects.stream().allMatch(object -> object.state() == ObjectStatus.State.READY);
  }

  /** Whether no object of the stack exists. */
  public boolean isAbsent() {
    return objects.stream().allMatch(object -> object.state() == ObjectStatus.State.MISSING);
  }

  /** Why the stack is not ready, if that is known. */
  public List<Diagnosis> diagnoses() {
    return objects.stream().flatMap(object -> object.diagnosis().stream()).toList();
  }

  /**
   * The number of ready objects, and a line for each object that is not ready, with its cause
   * below.
   */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    long ready = objects.stream().filter(each -> each.state() == ObjectStatus.State.READY).count();
    lines.add(
        "stack "
            + stack
            + (isReady() ? " is ready" : isAbsent() ? " is not there" : " is not ready")
            + ": "
            + ready
            + " of "
            + objects.size()
            + " objects are ready");
    if (isAbsent()) {
      return lines.get(0);
    }
    for (ObjectStatus object : objects) {
      if (object.state() == ObjectStatus.State.READY) {
        continue;
      }
      String state = object.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      lines.add(
          String.format(Locale.ROOT, "  %-9s %s  %s", state, object.object(), object.message())
              .stripTrailing());
      object.diagnosis().ifPresent(diagnosis -> lines.add("    " + diagnosis));
    }
    return String.join(System.lineSeparator(), lines);
  }
}
