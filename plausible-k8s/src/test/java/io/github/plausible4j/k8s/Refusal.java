package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.provider.Arguments;

/** A change that makes a good stack a bad one, and what is said of it. */
public final class Refusal {
  private Refusal() {}

  /** The field that is reported, a part of the rule, and the change. */
  public static Arguments row(
      String field, String rule, UnaryOperator<PlausibleStack.Builder> change) {
    return Arguments.of(field, rule, change);
  }

  /** The problem is reported with a way out, and without any secret. */
  public static void check(
      String field, String rule, UnaryOperator<PlausibleStack.Builder> change) {
    PlausibleStack.Builder builder = change.apply(PlausibleStack.builder(Stacks.BASE_URL));
    StackValidationException refused =
        catchThrowableOfType(StackValidationException.class, builder::build);
    assertThat(refused).as("nothing was refused").isNotNull();
    assertThat(refused.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.rule()).contains(rule);
              assertThat(problem.remedy()).isNotBlank();
            });
    assertThat(refused).hasMessageNotContaining(Stacks.MARK);
  }
}
