package io.github.plausible4j.k8s;

import java.util.ArrayList;
import java.util.List;

/** What a stack has to keep to, checked completely. */
final class StackRules {
  private final List<Problem> problems = new ArrayList<>();

  private StackRules() {}

  static List<Problem> check(PlausibleStack stack) {
    StackRules rules = new StackRules();
    if (stack.release().equals(PlausibleRelease.CE_3_2) && stack.replicas() < 1) {
      rules.problems.add(
          new Problem(
              "replicas", Integer.toString(stack.replicas()), "is less than one", "give 1"));
    }
    return List.copyOf(rules.problems);
  }
}
