package io.github.plausible4j.k8s.stack;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps the mail settings of a compose project. */
final class ComposeMail {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final List<String> RELAY =
      List.of(
          "SMTP_HOST_ADDR",
          "SMTP_HOST_PORT",
          "SMTP_HOST_SSL_ENABLED",
          "SMTP_USER_NAME",
          "SMTP_USER_PWD");

  /** The name of the mail service in Plausible's old compose files. */
  private static final String BUNDLED = "mail";

  private final ComposeMapping mapping;
  private final ComposeHosts hosts;

  ComposeMail(ComposeMapping mapping, ComposeHosts hosts) {
    this.mapping = mapping;
    this.hosts = hosts;
  }

  void map(PlausibleStack.Builder stack) {
    String adapter = mapping.value("MAILER_ADAPTER").orElse("Bamboo.Mua");
    MailSpec mail =
        switch (adapter) {
          case "Bamboo.Mua" -> relay(587);
          case "Bamboo.SMTPAdapter" -> relay(25);
          case "Bamboo.LocalAdapter", "Bamboo.TestAdapter" -> none("MAILER_ADAPTER discards mail");
          default -> provider(adapter);
        };
    Optional<String> from = mapping.value("MAILER_EMAIL");
    from.ifPresent(address -> mapping.used("MAILER_EMAIL", "sender " + address));
    stack.mail(from.isPresent() ? mail.withFrom(from.get()) : mail);
    mapping.value("MAILER_ADAPTER").ifPresent(a -> mapping.used("MAILER_ADAPTER", "mail"));
  }

  private MailSpec none(String why) {
    for (String name : RELAY) {
      mapping.value(name).ifPresent(value -> mapping.notUsed(name, why));
    }
    return MailSpec.none();
  }

  private MailSpec provider(String adapter) {
    for (MailProvider provider : MailProvider.values()) {
      if (provider.adapter().equals(adapter)) {
        MailSpec unused = none("MAILER_ADAPTER is " + adapter);
        return provider(provider);
      }
    }
    mapping.problem(
        "MAILER_ADAPTER",
        "is not a mail adapter of Plausible",
        "use Bamboo.Mua, or one of "
            + Stream.of(MailProvider.values())
                .map(MailProvider::adapter)
                .collect(Collectors.joining(", ")));
    return MailSpec.none();
  }

  private MailSpec provider(MailProvider provider) {
    Optional<String> key = mapping.value(provider.variable());
    if (key.isEmpty()) {
      mapping.problem(
          provider.variable(), "is missing", "add the key that " + provider + " issued");
    }
    key.ifPresent(k -> mapping.used(provider.variable(), "API key of the mail provider"));
    SecretSource source = SecretSource.of(key.orElse(""));
    if (provider != MailProvider.MAILGUN) {
      return new MailSpec.Provider(provider, source, null, null, null);
    }
    MailSpec.Provider mailgun =
        MailSpec.mailgun(source, mapping.value("MAILGUN_DOMAIN").orElse(""));
    mapping.value("MAILGUN_DOMAIN").ifPresent(d -> mapping.used("MAILGUN_DOMAIN", "domain " + d));
    Optional<String> baseUri = mapping.value("MAILGUN_BASE_URI");
    baseUri.ifPresent(uri -> mapping.used("MAILGUN_BASE_URI", "the provider's region"));
    return baseUri.isPresent() ? mailgun.withBaseUri(baseUri.get()) : mailgun;
  }

  private MailSpec relay(int defaultPort) {
    Optional<String> host = mapping.value("SMTP_HOST_ADDR");
    if (host.isEmpty()) {
      return none("SMTP_HOST_ADDR is not set, so the stack sends no mail");
    }
    if (host.get().equals(BUNDLED)) {
      mapping.leftToStack(
          "SMTP_HOST_ADDR",
          "the mail server of the compose project is not moved; use mail(...) to set a relay");
      return none("the mail server of the compose project is not moved");
    }
    String written = mapping.value("SMTP_HOST_PORT").orElse(Integer.toString(defaultPort));
    if (!PORT.matcher(written).matches()) {
      mapping.problem("SMTP_HOST_PORT", "is not a port", "use 587 or 465");
      return MailSpec.none();
    }
    Optional<String> unreachable = hosts.unreachable(host.get());
    if (unreachable.isPresent()) {
      mapping.problem(
          "SMTP_HOST_ADDR",
          unreachable.get(),
          "use the full host name of a relay that the cluster can reach");
      return MailSpec.none();
    }
    return relay(host.get(), Integer.parseInt(written));
  }

  private MailSpec relay(String host, int port) {
    mapping.used("SMTP_HOST_ADDR", "relay " + ProblemCollector.shown(host));
    mapping.value("SMTP_HOST_PORT").ifPresent(p -> mapping.used("SMTP_HOST_PORT", "port " + p));
    Optional<String> user = mapping.value("SMTP_USER_NAME");
    Optional<String> password = mapping.value("SMTP_USER_PWD");
    user.ifPresent(name -> mapping.used("SMTP_USER_NAME", "user of the relay"));
    password.ifPresent(secret -> mapping.used("SMTP_USER_PWD", "password of the relay"));
    return new MailSpec.Smtp(
        host,
        port,
        user.orElse(null),
        password.map(SecretSource::of).orElse(null),
        null,
        implicitTls(port));
  }

  private boolean implicitTls(int port) {
    boolean usual = port == MailSpec.Smtp.IMPLICIT_TLS_PORT;
    if (mapping.value("SMTP_HOST_SSL_ENABLED").isEmpty()) {
      return usual;
    }
    boolean wanted = mapping.yesOrNo("SMTP_HOST_SSL_ENABLED").orElse(usual);
    // These ports have a fixed meaning; for others the file decides.
    if ((usual && !wanted) || (wanted && (port == 587 || port == 25))) {
      mapping.problem(
          "SMTP_HOST_SSL_ENABLED",
          "does not go with port " + port,
          "use port 465 with true, or another port with false, which uses STARTTLS");
    } else {
      mapping.used("SMTP_HOST_SSL_ENABLED", "TLS from the start: " + wanted);
    }
    return wanted;
  }
}
