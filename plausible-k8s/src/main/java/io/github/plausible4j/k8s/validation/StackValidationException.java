package io.github.plausible4j.k8s.validation;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a stack is not valid. Has all problems. */
public final class StackValidationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Creates an exception with at least one problem. */
  public StackValidationException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(
                Collectors.joining(
                    "\n- ",
                    "The stack has "
                        + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                        + ":\n- ",
                    "")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the builder's parts. */
  public List<Problem> problems() {
    return problems;
  }
}
