package io.github.plausible4j.k8s.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SecretValueTest {
  /** What System.getenv gives for a variable that is not set. */
  @Test
  void aVariableThatIsNotSetIsNamedAsTheCause() {
    String unset = System.getenv("A_VARIABLE_THAT_NOBODY_SETS");
    List<ThrowingCallable> calls =
        List.of(() -> SecretValue.of(unset), () -> SecretSource.of(unset));

    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A secret is null; set the environment variable or file that it comes from");
    }
    assertThatThrownBy(() -> ExposureSpec.tunnelToken(unset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tunnelToken is null; set the environment variable or file that it comes from");
  }
}
