package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationResult.Outcome;
import io.github.plausible4j.admin.rotation.RotationResult.ReplacedApiKey;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shell prints of a rotation. */
class RotationTextTest {
  @Test
  void aStepIsItsNumberInThePlanAndWhatItDoes() {
    assertThat(new RotationStep(0, "stop", "Stop Plausible", true))
        .hasToString("1. Stop Plausible");
    assertThat(new RotationStep(5, "retire", "Remove the password of plausible_a", false))
        .hasToString(
            "6. Remove the password of plausible_a (from here on it can be finished but not rolled"
                + " back)");
  }

  @Test
  void aResultSaysWhatIsLiveAndWhoseKeysAreNewWithoutAKey() {
    RotationResult result =
        new RotationResult(
            StackSecret.SECRET_KEY_BASE,
            Outcome.FINISHED,
            "v2",
            List.of("3 users are logged out"),
            List.of(
                new ReplacedApiKey(
                    7, "me@example.org", "reports", SecretValue.of("the-key-that-is-new"))));

    assertThat(result)
        .hasToString(
            """
            FINISHED: SECRET_KEY_BASE, version v2 is live
            - 3 users are logged out
            - new API key 7 "reports" of me@example.org, to be read from mintedApiKeys()""");
  }
}
