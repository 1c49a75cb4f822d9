package io.github.plausible4j.admin.internal.store;

import io.github.plausible4j.admin.internal.crypto.PasswordRules;
import io.github.plausible4j.admin.internal.rules.ProblemCollector;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.model.SchemaGeneration;
import java.util.List;

/** Checks new passwords with the rules of the application. For internal use only. */
public final class NewPasswords {
  private static final int LONGEST = 128;
  private static final int LONGEST_IN_2021 = 64;

  private NewPasswords() {}

  /**
   * Checks a new password.
   *
   * @throws IllegalArgumentException with all problems, without the password
   */
  public static void check(Schema schema, char[] password, String... ownWords) {
    int longest = schema.nearest() == SchemaGeneration.RELEASE_2021 ? LONGEST_IN_2021 : LONGEST;
    ProblemCollector violations = new ProblemCollector();
    for (String violation : PasswordRules.violations(password, longest, List.of(ownWords))) {
      violations.add("The new password " + violation);
    }
    violations.throwIfAny();
  }
}
