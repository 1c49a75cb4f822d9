package io.github.plausible4j.admin.internal.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects all problems of an argument, so that one exception reports them. For internal use only.
 */
public final class ProblemCollector {
  private final List<String> found = new ArrayList<>();

  /** Adds a problem, with its remedy after a semicolon. */
  public void add(String violation) {
    found.add(violation);
  }

  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", found));
    }
  }
}
