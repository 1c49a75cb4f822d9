package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.validation.Problem;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code .env} file of people who come from docker-compose. Holds secrets. */
final class ComposeEnv {
  /** What is meant for compose itself, or for the databases that it ran. */
  private static final Pattern LEFT_BEHIND =
      Pattern.compile(
          "COMPOSE_.*|DOCKER_.*|POSTGRES_.*|CLICKHOUSE_(USER|PASSWORD|DB|SKIP_USER_SETUP)"
              + "|CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT");

  /** What Plausible takes for yes. */
  private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes", "on");

  private final Map<String, String> variables;
  private final List<Problem> problems = new ArrayList<>();

  private ComposeEnv(Map<String, String> variables) {
    this.variables = variables;
  }

  static ComposeEnv read(Path file) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> variables = EnvFile.read(file, problems);
    if (!variables.containsKey("BASE_URL")) {
      problems.add(
          new Problem(
              file.getFileName() + " BASE_URL",
              null,
              "is missing",
              "add BASE_URL=https://stats.example.org"));
    }
    if (!problems.isEmpty()) {
      throw new StackValidationException(problems);
    }
    return new ComposeEnv(variables);
  }

  PlausibleStack.Builder toStack() {
    PlausibleStack.Builder stack = PlausibleStack.builder(variables.getOrDefault("BASE_URL", ""));
    String keyBase = variables.get("SECRET_KEY_BASE");
    if (keyBase != null) {
      stack.secretKeyBase(SecretSource.of(keyBase));
      stack.totpVaultKey(DerivedVaultKey.of(keyBase));
    }
    String vaultKey = variables.get("TOTP_VAULT_KEY");
    if (vaultKey != null) {
      stack.totpVaultKey(SecretSource.of(vaultKey));
    }
    registration(stack);
    stack.emailVerification(isYes("ENABLE_EMAIL_VERIFICATION"));
    MailSpec mail = mail();
    String from = variables.get("MAILER_EMAIL");
    stack.mail(from == null ? mail : mail.withFrom(from));
    admin(stack);
    databases(stack);
    variables.forEach(
        (name, value) -> {
          boolean meantForPlausible = !LEFT_BEHIND.matcher(name).matches();
          if (meantForPlausible && !SettingRules.managed(name) && !SettingRules.reserved(name)) {
            if (SettingRules.looksSecret(name)) {
              stack.secretSetting(name, SecretSource.of(value));
            } else {
              stack.setting(name, value);
            }
          }
        });
    if (!problems.isEmpty()) {
      throw new StackValidationException(problems);
    }
    return stack;
  }

  private boolean isYes(String variable) {
    return YES.contains(variables.getOrDefault(variable, "").toLowerCase(Locale.ROOT));
  }

  private void registration(PlausibleStack.Builder stack) {
    String disabled = variables.getOrDefault("DISABLE_REGISTRATION", "invite_only");
    for (Registration registration : Registration.values()) {
      if (registration.disableRegistration().equals(disabled)) {
        stack.registration(registration);
        return;
      }
    }
    problems.add(
        new Problem(
            "DISABLE_REGISTRATION",
            disabled,
            "is not a value that Plausible takes",
            "use true, false or invite_only"));
  }

  private void admin(PlausibleStack.Builder stack) {
    String email = variables.get("ADMIN_USER_EMAIL");
    if (email != null) {
      AdminUser admin = AdminUser.of(email);
      String name = variables.get("ADMIN_USER_NAME");
      String password = variables.get("ADMIN_USER_PWD");
      admin = name == null ? admin : admin.withName(name);
      stack.admin(password == null ? admin : admin.withPassword(SecretSource.of(password)));
    }
  }

  /** Addresses of compose's own services are left out: the stack has its own. */
  private void databases(PlausibleStack.Builder stack) {
    ComposeAddress postgres = address("DATABASE_URL", "plausible_db");
    if (postgres != null) {
      stack.postgres(PostgresSpec.external(postgres.url(), postgres.password()));
    }
    ComposeAddress clickHouse = address("CLICKHOUSE_DATABASE_URL", "plausible_events_db");
    if (clickHouse != null) {
      stack.clickHouse(ClickHouseSpec.external(clickHouse.url(), clickHouse.password()));
    }
  }

  private @Nullable ComposeAddress address(String variable, String composeHost) {
    try {
      return ComposeAddress.of(variable, variables.get(variable), composeHost);
    } catch (StackValidationException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private MailSpec mail() {
    String adapter = variables.getOrDefault("MAILER_ADAPTER", "Bamboo.Mua");
    return switch (adapter) {
      case "Bamboo.PostmarkAdapter" -> MailSpec.postmark(secret("POSTMARK_API_KEY"));
      case "Bamboo.MandrillAdapter" -> MailSpec.mandrill(secret("MANDRILL_API_KEY"));
      case "Bamboo.SendGridAdapter" -> MailSpec.sendGrid(secret("SENDGRID_API_KEY"));
      case "Bamboo.MailgunAdapter" -> {
        MailSpec.Mailgun mailgun =
            MailSpec.mailgun(
                secret("MAILGUN_API_KEY"), variables.getOrDefault("MAILGUN_DOMAIN", ""));
        String baseUri = variables.get("MAILGUN_BASE_URI");
        yield baseUri == null ? mailgun : mailgun.withBaseUri(baseUri);
      }
      case "Bamboo.Mua" -> smtp(587);
      case "Bamboo.SMTPAdapter" -> smtp(25);
      case "Bamboo.LocalAdapter", "Bamboo.TestAdapter" -> MailSpec.none();
      default -> {
        problems.add(
            new Problem(
                "MAILER_ADAPTER",
                adapter,
                "is not an adapter that Plausible has",
                "use Bamboo.Mua, or that of Postmark, Mailgun, Mandrill or SendGrid"));
        yield MailSpec.none();
      }
    };
  }

  private MailSpec smtp(int defaultPort) {
    String host = variables.get("SMTP_HOST_ADDR");
    if (host == null || host.equals("mail")) {
      return MailSpec.none();
    }
    String port = variables.getOrDefault("SMTP_HOST_PORT", Integer.toString(defaultPort));
    if (!port.matches("[0-9]{1,5}")) {
      problems.add(new Problem("SMTP_HOST_PORT", port, "is not a port", "use 587 or 465"));
      return MailSpec.none();
    }
    int number = Integer.parseInt(port);
    encryption(number);
    String password = variables.get("SMTP_USER_PWD");
    return new MailSpec.Smtp(
        host,
        number,
        variables.get("SMTP_USER_NAME"),
        password == null ? null : SecretSource.of(password),
        null);
  }

  /** The port decides, as in Plausible itself: 465 is encrypted at once, others by STARTTLS. */
  private void encryption(int port) {
    boolean stated = variables.containsKey("SMTP_HOST_SSL_ENABLED");
    if (stated && isYes("SMTP_HOST_SSL_ENABLED") != (port == 465)) {
      problems.add(
          new Problem(
              "SMTP_HOST_SSL_ENABLED",
              variables.get("SMTP_HOST_SSL_ENABLED"),
              "does not go with port " + port,
              "use port 465 with true, or another port with false, which uses STARTTLS"));
    }
  }

  /** A missing key is a blank one, which the rules report with the others. */
  private SecretSource secret(String variable) {
    return SecretSource.of(variables.getOrDefault(variable, ""));
  }
}
