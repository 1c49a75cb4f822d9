package io.github.plausible4j.admin.internal.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with an argument, so that all of it is said at once. For internal use
 * only.
 */
public final class ProblemCollector {
  private final List<String> found = new ArrayList<>();

  /** Adds what is wrong, and after a semicolon what to do about it. */
  public void add(String violation) {
    found.add(violation);
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", found));
    }
  }
}
