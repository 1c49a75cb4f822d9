package io.github.plausible4j.k8s.stack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Plausible sends invitations, password resets and reports. The sender of {@link #withFrom} is
 * {@code plausible@<host of the base URL>} unless it is given.
 */
public sealed interface MailSpec {
  /** The sender's address, where the caller gave one. */
  @Nullable String from();

  /** The same way with a sender's address. */
  MailSpec withFrom(String address);

  /** Not at all: mails are thrown away. */
  static None none() {
    return new None(null);
  }

  /** Through a relay that takes mail without a password. */
  static Smtp smtp(String host, int port) {
    return new Smtp(host, port, null, null, null);
  }

  /** Through a relay with user and password; TLS from the start on port 465, STARTTLS elsewhere. */
  static Smtp smtp(String host, int port, String user, SecretSource password) {
    return new Smtp(host, port, user, password, null);
  }

  /** Through Postmark. */
  static Postmark postmark(SecretSource apiKey) {
    return new Postmark(apiKey, null);
  }

  /**
   * Through Mailgun.
   *
   * @param domain the sending domain
   */
  static Mailgun mailgun(SecretSource apiKey, String domain) {
    return new Mailgun(apiKey, domain, null, null);
  }

  /** Through Mandrill. */
  static Mandrill mandrill(SecretSource apiKey) {
    return new Mandrill(apiKey, null);
  }

  /** Through SendGrid. */
  static SendGrid sendGrid(SecretSource apiKey) {
    return new SendGrid(apiKey, null);
  }

  /**
   * Through the mail server of the original story, in a pod of its own. Only with a release that
   * names an image for it; the pod runs as root, so the namespace has to allow "baseline".
   */
  static Bundled bundled() {
    return new Bundled(null);
  }

  /**
   * No mail.
   *
   * @param from unused
   */
  record None(@Nullable String from) implements MailSpec {
    @Override
    public None withFrom(String address) {
      return new None(address);
    }
  }

  /**
   * An SMTP relay.
   *
   * @param host name or address
   * @param port usually 587 or 465
   * @param user null for none
   * @param password null exactly where the user is
   * @param from the sender's address
   */
  record Smtp(
      String host,
      int port,
      @Nullable String user,
      @Nullable SecretSource password,
      @Nullable String from)
      implements MailSpec {
    /** The host is needed. */
    public Smtp {
      Objects.requireNonNull(host, "host");
    }

    @Override
    public Smtp withFrom(String address) {
      return new Smtp(host, port, user, password, address);
    }
  }

  /**
   * Postmark.
   *
   * @param apiKey the server token
   * @param from the sender's address
   */
  record Postmark(SecretSource apiKey, @Nullable String from) implements MailSpec {
    /** The key is needed. */
    public Postmark {
      Objects.requireNonNull(apiKey, "apiKey");
    }

    @Override
    public Postmark withFrom(String address) {
      return new Postmark(apiKey, address);
    }
  }

  /**
   * Mailgun.
   *
   * @param apiKey the API key
   * @param domain the sending domain
   * @param baseUri null for Mailgun's own default; {@code https://api.eu.mailgun.net/v3} in Europe
   * @param from the sender's address
   */
  record Mailgun(
      SecretSource apiKey, String domain, @Nullable String baseUri, @Nullable String from)
      implements MailSpec {
    /** Key and domain are needed. */
    public Mailgun {
      Objects.requireNonNull(apiKey, "apiKey");
      Objects.requireNonNull(domain, "domain");
    }

    /** The same account in another region. */
    public Mailgun withBaseUri(String uri) {
      return new Mailgun(apiKey, domain, uri, from);
    }

    @Override
    public Mailgun withFrom(String address) {
      return new Mailgun(apiKey, domain, baseUri, address);
    }
  }

  /**
   * Mandrill.
   *
   * @param apiKey the API key
   * @param from the sender's address
   */
  record Mandrill(SecretSource apiKey, @Nullable String from) implements MailSpec {
    /** The key is needed. */
    public Mandrill {
      Objects.requireNonNull(apiKey, "apiKey");
    }

    @Override
    public Mandrill withFrom(String address) {
      return new Mandrill(apiKey, address);
    }
  }

  /**
   * SendGrid.
   *
   * @param apiKey the API key
   * @param from the sender's address
   */
  record SendGrid(SecretSource apiKey, @Nullable String from) implements MailSpec {
    /** The key is needed. */
    public SendGrid {
      Objects.requireNonNull(apiKey, "apiKey");
    }

    @Override
    public SendGrid withFrom(String address) {
      return new SendGrid(apiKey, address);
    }
  }

  /**
   * The mail server of the original story.
   *
   * @param from the sender's address
   */
  record Bundled(@Nullable String from) implements MailSpec {
    @Override
    public Bundled withFrom(String address) {
      return new Bundled(address);
    }
  }
}
