package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables that make Plausible send mail in a given way. */
public final class MailSettings {
  private MailSettings() {}

  /** The one secret variable of a way to send mail. */
  public record Credential(String variable, SecretSource source) {}

  /** Null where there is nothing secret. */
  static @Nullable public Credential credential(MailSpec mail) {
    if (mail instanceof MailSpec.Smtp smtp) {
      return smtp.password() == null ? null : new Credential("SMTP_USER_PWD", smtp.password());
    } else if (mail instanceof MailSpec.Postmark postmark) {
      return new Credential("POSTMARK_API_KEY", postmark.apiKey());
    } else if (mail instanceof MailSpec.Mailgun mailgun) {
      return new Credential("MAILGUN_API_KEY", mailgun.apiKey());
    } else if (mail instanceof MailSpec.Mandrill mandrill) {
      return new Credential("MANDRILL_API_KEY", mandrill.apiKey());
    } else if (mail instanceof MailSpec.SendGrid sendGrid) {
      return new Credential("SENDGRID_API_KEY", sendGrid.apiKey());
    }
    return null;
  }

  /** The variables that are no secret. */
  static Map<String, String> variables(Rendering rendering) {
    PlausibleStack stack = rendering.stack();
    MailSpec mail = stack.mail();
    PlausibleVersion version = PlausibleVersion.of(stack.release().version());
    Map<String, String> variables = new TreeMap<>();
    variables.put("MAILER_ADAPTER", adapter(mail, version));
    String from = mail.from();
    if (from != null) {
      variables.put("MAILER_EMAIL", from);
    } else if (!version.hasMua()) {
      variables.put("MAILER_EMAIL", "plausible@" + stack.host());
    }
    if (mail instanceof MailSpec.Smtp smtp) {
      variables.put("SMTP_HOST_ADDR", smtp.host());
      variables.put("SMTP_HOST_PORT", Integer.toString(smtp.port()));
      if (smtp.user() != null) {
        variables.put("SMTP_USER_NAME", smtp.user());
      }
      if (smtp.port() == 465) {
        variables.put("SMTP_HOST_SSL_ENABLED", "true");
      }
    } else if (mail instanceof MailSpec.Mailgun mailgun) {
      variables.put("MAILGUN_DOMAIN", mailgun.domain());
      if (mailgun.baseUri() != null) {
        variables.put("MAILGUN_BASE_URI", mailgun.baseUri());
      }
    } else if (mail instanceof MailSpec.Bundled) {
      variables.put("SMTP_HOST_ADDR", rendering.serviceHost(stack.named("mail")));
      variables.put("SMTP_HOST_PORT", "25");
    }
    return variables;
  }

  private static String adapter(MailSpec mail, PlausibleVersion version) {
    if (mail instanceof MailSpec.Postmark) {
      return "Bamboo.PostmarkAdapter";
    } else if (mail instanceof MailSpec.Mailgun) {
      return "Bamboo.MailgunAdapter";
    } else if (mail instanceof MailSpec.Mandrill) {
      return "Bamboo.MandrillAdapter";
    } else if (mail instanceof MailSpec.SendGrid) {
      return "Bamboo.SendGridAdapter";
    } else if (mail instanceof MailSpec.None) {
      // The default adapter would deliver to the receivers' own servers.
      return "Bamboo.LocalAdapter";
    }
    return version.hasMua() ? "Bamboo.Mua" : "Bamboo.SMTPAdapter";
  }
}
