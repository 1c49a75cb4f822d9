package io.github.plausible4j.internal.sites;

import io.github.plausible4j.internal.DomainRule;
import io.github.plausible4j.internal.ProblemCollector;

/** Checks all arguments of a call at once. */
final class SitesArguments {
  /** The limit in characters, as in {@link io.github.plausible4j.sites.NewGoal}. */
  private static final int LONGEST_PROPERTY_NAME = 300;

  private final String call;
  private final ProblemCollector problems = new ProblemCollector();

  private SitesArguments(String call) {
    this.call = call;
  }

  static SitesArguments of(String call) {
    return new SitesArguments(call);
  }

  SitesArguments site(String site) {
    DomainRule.checkExisting(problems, "site", site);
    return this;
  }

  SitesArguments newDomain(String domain) {
    DomainRule.check(problems, "newDomain", domain);
    return this;
  }

  SitesArguments property(String name) {
    if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_PROPERTY_NAME) {
      problems.add(
          "property",
          name,
          "does not have 1 to " + LONGEST_PROPERTY_NAME + " characters",
          "use the name that events send");
    }
    return this;
  }

  /** Checks a text that becomes part of a path, where only dots would mean another path. */
  SitesArguments pathSegment(String field, String value) {
    check(
        !value.equals(".") && !value.equals(".."),
        field,
        value,
        "cannot be part of a path",
        "remove it in the dashboard");
    return this;
  }

  SitesArguments notBlank(String field, String value, String remedy) {
    if (value.isBlank()) {
      problems.add(field, value, "is blank", remedy);
    }
    return this;
  }

  SitesArguments email(String email) {
    check(
        email.indexOf('@') > 0,
        "email",
        email,
        "is not a mail address",
        "write it as a@example.org");
    return this;
  }

  SitesArguments check(boolean holds, String field, Object value, String rule, String remedy) {
    if (!holds) {
      problems.add(field, value, rule, remedy);
    }
    return this;
  }

  void done() {
    problems.throwIfAny(call);
  }
}
