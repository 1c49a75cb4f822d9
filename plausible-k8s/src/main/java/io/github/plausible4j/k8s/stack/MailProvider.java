package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;

/** A mail service that Plausible uses through its HTTP API. */
public enum MailProvider {
  /** Postmark. */
  POSTMARK("Bamboo.PostmarkAdapter", "POSTMARK_API_KEY", "1.0.0"),
  /** Mailgun; it also needs the sending domain. */
  MAILGUN("Bamboo.MailgunAdapter", "MAILGUN_API_KEY", "1.5.0"),
  /** Mandrill. */
  MANDRILL("Bamboo.MandrillAdapter", "MANDRILL_API_KEY", "1.5.0"),
  /** SendGrid. */
  SENDGRID("Bamboo.SendGridAdapter", "SENDGRID_API_KEY", "1.5.0");

  private final String adapter;
  private final String variable;
  private final String since;

  MailProvider(String adapter, String variable, String since) {
    this.adapter = adapter;
    this.variable = variable;
    this.since = since;
  }

  /** The value of MAILER_ADAPTER. */
  public String adapter() {
    return adapter;
  }

  /** The variable of the API key. */
  public String variable() {
    return variable;
  }

  /** The first release of Plausible that supports it. */
  public PlausibleVersion since() {
    return PlausibleVersion.of(since);
  }
}
