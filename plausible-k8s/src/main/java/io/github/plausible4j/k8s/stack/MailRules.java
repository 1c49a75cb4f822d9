package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;

/** Checks the mail settings of a stack. */
final class MailRules {
  private MailRules() {}

  static void check(PlausibleStack stack, ProblemCollector problems) {
    MailSpec mail = stack.mail();
    problems.email("mail.from", mail.from());
    if (mail instanceof MailSpec.Smtp smtp) {
      smtp(smtp, problems);
    } else if (mail instanceof MailSpec.Provider service) {
      provider(service, PlausibleVersion.of(stack.release().version()), problems);
    } else if (mail instanceof MailSpec.Bundled) {
      if (stack.release().mailImage() == null) {
        problems.add(
            "mail",
            "bundled",
            "needs a mail server's image, and " + stack.release().name() + " has none",
            "use MailSpec.smtp with a relay, or PlausibleRelease.SEED_2022.withMailImage");
      }
    } else if (mail instanceof MailSpec.None) {
      if (stack.emailVerification()) {
        problems.add(
            "emailVerification",
            "true",
            "needs mail: without it nobody but the first user could log in",
            "set mail, or leave the verification off");
      }
    } else {
      throw new IllegalStateException("no rules for " + mail.getClass());
    }
    String field = mail instanceof MailSpec.Smtp ? "mail.password" : "mail.apiKey";
    mail.credential()
        .ifPresent(
            credential ->
                problems.issued(
                    field, credential.source(), "pass the value that the provider issued"));
  }

  private static void provider(
      MailSpec.Provider mail, PlausibleVersion version, ProblemCollector problems) {
    boolean mailgun = mail.provider() == MailProvider.MAILGUN;
    if (mailgun) {
      problems.host("mail.domain", String.valueOf(mail.domain()), "give only the sending domain");
    }
    String uri = mail.baseUri();
    if (uri != null && !(mailgun && uri.startsWith("https://"))) {
      problems.add(
          "mail.baseUri",
          uri,
          mailgun ? "is not an https address" : "is only for Mailgun",
          mailgun ? "use https://api.eu.mailgun.net/v3" : "leave it out");
    }
    if (version.compareTo(mail.provider().since()) < 0) {
      problems.add(
          "mail",
          mail.provider(),
          "is not supported by Plausible " + version,
          "use MailSpec.smtp or MailSpec.postmark");
    }
  }

  private static void smtp(MailSpec.Smtp smtp, ProblemCollector problems) {
    problems.host(
        "mail.host", smtp.host(), "give only the relay's name, and pass the port separately");
    if (smtp.port() < 1 || smtp.port() > 65_535) {
      problems.add("mail.port", smtp.port(), "is not a port", "use 587 or 465");
    }
    if ((smtp.user() == null) != (smtp.password() == null)) {
      problems.add(
          "mail.user", smtp.user(), "and the password belong together", "give both or neither");
    }
    if (smtp.user() != null) {
      problems.notBlank("mail.user", smtp.user(), "give a name, or no user at all");
    }
  }
}
