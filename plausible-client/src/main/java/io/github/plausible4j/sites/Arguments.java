package io.github.plausible4j.sites;

import io.github.plausible4j.internal.Problems;

/** Checks what calls are given, each call all of it at once. */
final class Arguments {
  private final String call;
  private final Problems problems = new Problems();

  private Arguments(String call) {
    this.call = call;
  }

  static Arguments of(String call) {
    return new Arguments(call);
  }

  Arguments site(String site) {
    DomainRule.checkExisting(problems, "site", site);
    return this;
  }

  Arguments newDomain(String domain) {
    DomainRule.check(problems, "newDomain", domain);
    return this;
  }

  Arguments property(String name) {
    if (name.isEmpty() || name.codePointCount(0, name.length()) > GoalRules.LONGEST_PROPERTY_NAME) {
      problems.add(
          "property",
          name,
          "does not have 1 to " + GoalRules.LONGEST_PROPERTY_NAME + " characters",
          "give the name that events send");
    }
    return this;
  }

  /** Something that becomes part of a path, where dots alone would mean another path. */
  Arguments pathSegment(String field, String value) {
    check(
        !value.equals(".") && !value.equals(".."),
        field,
        value,
        "cannot be part of a path",
        "remove it in the dashboard");
    return this;
  }

  Arguments notBlank(String field, String value, String remedy) {
    if (value.isBlank()) {
      problems.add(field, value, "is blank", remedy);
    }
    return this;
  }

  Arguments email(String email) {
    check(
        email.indexOf('@') > 0, "email", email, "is no mail address", "write it as a@example.org");
    return this;
  }

  Arguments check(boolean holds, String field, Object value, String rule, String remedy) {
    if (!holds) {
      problems.add(field, value, rule, remedy);
    }
    return this;
  }

  void done() {
    problems.throwIfAny(call);
  }
}
