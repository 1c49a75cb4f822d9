package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Plausible sends invitations, password resets and reports. The default sender is {@code
 * plausible@<host of the base URL>}; {@link #withFrom} changes it.
 */
public sealed interface MailSpec {
  /** The sender's address; null for the default. */
  @Nullable String from();

  /** Returns a copy with a sender's address. */
  MailSpec withFrom(String address);

  /**
   * The environment variables of Plausible that configure this kind of mail, without secrets and
   * without the sender.
   */
  Map<String, String> variables(PlausibleStack stack);

  /** The variable with the password or API key; empty if none is needed. */
  Optional<Credential> credential();

  /** Sends no mail. Plausible discards it. */
  static None none() {
    return new None(null);
  }

  /**
   * Sends mail through an SMTP relay without authentication. Uses TLS from the start on port 465,
   * otherwise STARTTLS.
   */
  static Smtp smtp(String host, int port) {
    return new Smtp(host, port, null, null, null, port == Smtp.IMPLICIT_TLS_PORT);
  }

  /**
   * Sends mail through an SMTP relay with user and password. Uses TLS from the start on port 465,
   * otherwise STARTTLS.
   */
  static Smtp smtp(String host, int port, String user, SecretSource password) {
    return new Smtp(host, port, user, password, null, port == Smtp.IMPLICIT_TLS_PORT);
  }

  /** Sends mail through Postmark. */
  static Provider postmark(SecretSource apiKey) {
    return new Provider(MailProvider.POSTMARK, apiKey, null, null, null);
  }

  /**
   * Sends mail through Mailgun.
   *
   * @param domain the sending domain
   */
  static Provider mailgun(SecretSource apiKey, String domain) {
    return new Provider(
        MailProvider.MAILGUN, apiKey, Objects.requireNonNull(domain, "domain"), null, null);
  }

  /** Sends mail through Mandrill. */
  static Provider mandrill(SecretSource apiKey) {
    return new Provider(MailProvider.MANDRILL, apiKey, null, null, null);
  }

  /** Sends mail through SendGrid. */
  static Provider sendGrid(SecretSource apiKey) {
    return new Provider(MailProvider.SENDGRID, apiKey, null, null, null);
  }

  /**
   * Sends mail through a mail server that runs in a pod of the stack. The release needs an image
   * for it; see {@code PlausibleRelease.withMailImage}. The pod runs as root, so the namespace has
   * to allow the Pod Security level {@code baseline}.
   */
  static Bundled bundled() {
    return new Bundled(null);
  }

  /**
   * A variable with a secret value.
   *
   * @param variable the name of the variable
   * @param source where the value comes from
   */
  record Credential(String variable, SecretSource source) {}

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

    /** Plausible's default adapter would deliver directly to the recipients' servers. */
    @Override
    public Map<String, String> variables(PlausibleStack stack) {
      return Map.of("MAILER_ADAPTER", "Bamboo.LocalAdapter");
    }

    @Override
    public Optional<Credential> credential() {
      return Optional.empty();
    }
  }

  /**
   * An SMTP relay.
   *
   * @param host the relay's host name or IP address
   * @param port the relay's port, usually 587 or 465
   * @param user the user name; null for no authentication
   * @param password the user's password; null if and only if there is no user
   * @param from the sender's address; null for the default
   * @param implicitTls whether the connection begins with TLS; otherwise STARTTLS is used
   */
  record Smtp(
      String host,
      int port,
      @Nullable String user,
      @Nullable SecretSource password,
      @Nullable String from,
      boolean implicitTls)
      implements MailSpec {
    static final int IMPLICIT_TLS_PORT = 465;

    /** Requires the host to be non-null. */
    public Smtp {
      Objects.requireNonNull(host, "host");
    }

    @Override
    public Smtp withFrom(String address) {
      return new Smtp(host, port, user, password, address, implicitTls);
    }

    /**
     * Returns a copy that uses TLS from the start (true) or STARTTLS (false), regardless of the
     * port.
     */
    public Smtp withImplicitTls(boolean implicitTls) {
      return new Smtp(host, port, user, password, from, implicitTls);
    }

    @Override
    public Map<String, String> variables(PlausibleStack stack) {
      Map<String, String> variables = relay(stack, host, port);
      if (user != null) {
        variables.put("SMTP_USER_NAME", user);
      }
      // Plausible's own default is true on port 465 alone.
      if (implicitTls || port == IMPLICIT_TLS_PORT) {
        variables.put("SMTP_HOST_SSL_ENABLED", Boolean.toString(implicitTls));
      }
      return variables;
    }

    /** The variables of a relay. They depend on the mail adapter of the release. */
    private static Map<String, String> relay(PlausibleStack stack, String host, int port) {
      boolean mua = PlausibleVersion.of(stack.release().version()).hasMua();
      Map<String, String> variables = new TreeMap<>();
      variables.put("MAILER_ADAPTER", mua ? "Bamboo.Mua" : "Bamboo.SMTPAdapter");
      variables.put("SMTP_HOST_ADDR", host);
      variables.put("SMTP_HOST_PORT", Integer.toString(port));
      return variables;
    }

    @Override
    public Optional<Credential> credential() {
      return Optional.ofNullable(password).map(source -> new Credential("SMTP_USER_PWD", source));
    }
  }

  /**
   * A mail service that is used through its HTTP API.
   *
   * @param provider the service
   * @param apiKey the API key
   * @param domain the sending domain; required for Mailgun, null for the others
   * @param baseUri the address of the API; null for the service's default. Use {@code
   *     https://api.eu.mailgun.net/v3} for Mailgun in Europe
   * @param from the sender's address; null for the default
   */
  record Provider(
      MailProvider provider,
      SecretSource apiKey,
      @Nullable String domain,
      @Nullable String baseUri,
      @Nullable String from)
      implements MailSpec {
    /** Requires the service and the key to be non-null. */
    public Provider {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(apiKey, "apiKey");
    }

    /**
     * Returns a copy that uses the API at another address, for an account in another region. Only
     * Mailgun has regions.
     */
    public Provider withBaseUri(String baseUri) {
      return new Provider(provider, apiKey, domain, baseUri, from);
    }

    @Override
    public Provider withFrom(String address) {
      return new Provider(provider, apiKey, domain, baseUri, address);
    }

    @Override
    public Map<String, String> variables(PlausibleStack stack) {
      Map<String, String> variables = new TreeMap<>();
      variables.put("MAILER_ADAPTER", provider.adapter());
      if (domain != null) {
        variables.put("MAILGUN_DOMAIN", domain);
      }
      if (baseUri != null) {
        variables.put("MAILGUN_BASE_URI", baseUri);
      }
      return variables;
    }

    @Override
    public Optional<Credential> credential() {
      return Optional.of(new Credential(provider.variable(), apiKey));
    }
  }

  /**
   * A mail server in a pod of the stack.
   *
   * @param from the sender's address; null for the default
   */
  record Bundled(@Nullable String from) implements MailSpec {
    /** The port of the mail server's Service. */
    public static final int PORT = 25;

    @Override
    public Bundled withFrom(String address) {
      return new Bundled(address);
    }

    @Override
    public Map<String, String> variables(PlausibleStack stack) {
      return Smtp.relay(stack, stack.serviceHost(stack.named("mail")), PORT);
    }

    @Override
    public Optional<Credential> credential() {
      return Optional.empty();
    }
  }
}
