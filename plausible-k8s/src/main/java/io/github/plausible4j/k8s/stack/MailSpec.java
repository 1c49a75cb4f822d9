package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

  /** The public variables of Plausible that choose this way, without the sender's. */
  Map<String, String> variables(PlausibleStack stack);

  /** The variable with the password or API key; empty where none is needed. */
  Optional<Credential> credential();

  /** Mail is not sent at all: it is thrown away. */
  static None none() {
    return new None(null);
  }

  /** Through a relay that takes mail without a password. */
  static Smtp smtp(String host, int port) {
    return new Smtp(host, port, null, null, null, port == Smtp.IMPLICIT_TLS_PORT);
  }

  /** Through a relay with user and password; TLS from the start on port 465, else STARTTLS. */
  static Smtp smtp(String host, int port, String user, SecretSource password) {
    return new Smtp(host, port, user, password, null, port == Smtp.IMPLICIT_TLS_PORT);
  }

  /** Through Postmark. */
  static Provider postmark(SecretSource apiKey) {
    return new Provider(MailProvider.POSTMARK, apiKey, null, null, null);
  }

  /**
   * Through Mailgun.
   *
   * @param domain the sending domain
   */
  static Provider mailgun(SecretSource apiKey, String domain) {
    return new Provider(
        MailProvider.MAILGUN, apiKey, Objects.requireNonNull(domain, "domain"), null, null);
  }

  /** Through Mandrill. */
  static Provider mandrill(SecretSource apiKey) {
    return new Provider(MailProvider.MANDRILL, apiKey, null, null, null);
  }

  /** Through SendGrid. */
  static Provider sendGrid(SecretSource apiKey) {
    return new Provider(MailProvider.SENDGRID, apiKey, null, null, null);
  }

  /**
   * Through the mail server of the original story, in a pod of its own. Only with a release that
   * names an image for it; the pod runs as root, so the namespace has to allow "baseline".
   */
  static Bundled bundled() {
    return new Bundled(null);
  }

  /**
   * A secret variable.
   *
   * @param variable its name
   * @param source its value
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

    /** The default adapter would deliver to the receivers' own servers. */
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
   * @param host name or address
   * @param port usually 587 or 465
   * @param user null for none
   * @param password null exactly where the user is
   * @param from the sender's address
   * @param implicitTls whether TLS begins with the connection; else STARTTLS is used
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

    /** The host is needed. */
    public Smtp {
      Objects.requireNonNull(host, "host");
    }

    @Override
    public Smtp withFrom(String address) {
      return new Smtp(host, port, user, password, address, implicitTls);
    }

    /** The same relay with TLS from the start (true) or by STARTTLS (false), on any port. */
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

    /** The variables of a relay, by the adapter that the release has. */
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
   * A mail service by its HTTP API.
   *
   * @param provider the service
   * @param apiKey the API key
   * @param domain the sending domain; Mailgun needs it, the others have none
   * @param baseUri null for the service's own default; {@code https://api.eu.mailgun.net/v3} for
   *     Mailgun in Europe
   * @param from the sender's address
   */
  record Provider(
      MailProvider provider,
      SecretSource apiKey,
      @Nullable String domain,
      @Nullable String baseUri,
      @Nullable String from)
      implements MailSpec {
    /** Service and key are needed. */
    public Provider {
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(apiKey, "apiKey");
    }

    /** The same account in another region; Mailgun alone has regions. */
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
   * The mail server of the original story.
   *
   * @param from the sender's address
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
