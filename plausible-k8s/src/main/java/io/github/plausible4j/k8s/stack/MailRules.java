package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.render.MailSettings;
import io.github.plausible4j.k8s.release.PlausibleVersion;

/** What the way to send mail has to keep to. */
final class MailRules {
  private MailRules() {}

  static void check(PlausibleStack stack, ProblemCollector findings) {
    MailSpec mail = stack.mail();
    findings.email("mail.from", mail.from());
    PlausibleVersion version = PlausibleVersion.of(stack.release().version());
    if (mail instanceof MailSpec.Smtp smtp) {
      smtp(smtp, findings);
    } else if (mail instanceof MailSpec.Mailgun mailgun) {
      findings.host("mail.domain", mailgun.domain(), "give the sending domain alone");
      String uri = mailgun.baseUri();
      if (uri != null && !uri.startsWith("https://")) {
        findings.add(
            "mail.baseUri", uri, "is not an https address", "use https://api.eu.mailgun.net/v3");
      }
    } else if (mail instanceof MailSpec.Bundled && stack.release().mailImage() == null) {
      findings.add(
          "mail",
          "bundled",
          "needs a mail server's image, which " + stack.release().name() + " has not",
          "use MailSpec.smtp with a relay, or PlausibleRelease.SEED_2022.withMailImage");
    } else if (mail instanceof MailSpec.None && stack.emailVerification()) {
      findings.add(
          "emailVerification",
          "true",
          "needs mail: without it nobody but the first user could log in",
          "set mail, or leave the verification off");
    }
    MailSettings.Credential credential = MailSettings.credential(mail);
    if (credential != null) {
      String field = mail instanceof MailSpec.Smtp ? "mail.password" : "mail.apiKey";
      findings.issued(field, credential.source(), "hand in what the provider issued");
    }
    boolean provider =
        mail instanceof MailSpec.Mailgun
            || mail instanceof MailSpec.Mandrill
            || mail instanceof MailSpec.SendGrid;
    if (provider && !version.atLeast(1, 5, 0)) {
      findings.add(
          "mail",
          mail.getClass().getSimpleName(),
          "is not known to Plausible " + version,
          "use MailSpec.smtp or MailSpec.postmark");
    }
  }

  private static void smtp(MailSpec.Smtp smtp, ProblemCollector findings) {
    findings.host("mail.host", smtp.host(), "give the relay's name alone, and the port beside it");
    if (smtp.port() < 1 || smtp.port() > 65_535) {
      findings.add("mail.port", smtp.port(), "is not a port", "use 587 or 465");
    }
    if ((smtp.user() == null) != (smtp.password() == null)) {
      findings.add(
          "mail.user", smtp.user(), "and password go together", "give both, or none of them");
    }
    if (smtp.user() != null) {
      findings.notBlank("mail.user", smtp.user(), "give the name, or no user at all");
    }
  }
}
