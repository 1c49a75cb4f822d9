package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.List;

/** Problems with what a file says. No text of a file is in them: it may be a secret. */
final class ComposeProblem {
  /** Nobody reads more, and each is compared with those before. */
  static final int MOST = 1000;

  private ComposeProblem() {}

  static Problem of(String place, String rule, String remedy) {
    return new Problem(place, null, rule, remedy);
  }

  static StackValidationException fatal(String place, String rule, String remedy) {
    return new StackValidationException(List.of(of(place, rule, remedy)));
  }
}
