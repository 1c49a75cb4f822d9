package io.github.plausible4j.k8s.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a stack is, without looking at whether its objects are as they should be: that is what a plan
 * tells.
 *
 * @param stack its name
 * @param objects in the order in which they are applied
 */
public record StackStatus(String stack, List<ObjectStatus> objects) {
  public StackStatus {
    objects = List.copyOf(objects);
  }

  /** Whether everything is there and works. */
  public boolean isReady() {
    return objects.stream().allMatch(object -> object.state() == ObjectStatus.State.READY);
  }

  /** Whether nothing of it is there. */
  public boolean isAbsent() {
    return objects.stream().allMatch(object -> object.state() == ObjectStatus.State.MISSING);
  }

  /** Why it is not ready, where that is known. */
  public List<Diagnosis> diagnoses() {
    return objects.stream().flatMap(object -> object.diagnosis().stream()).toList();
  }

  /** How many objects are ready, and a line for each other one, with its cause below. */
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
