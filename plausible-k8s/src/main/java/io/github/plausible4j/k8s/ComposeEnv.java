package io.github.plausible4j.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code .env} file of people who come from docker-compose. Holds secrets. */
final class ComposeEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");

  private final Map<String, String> variables;

  private ComposeEnv(Map<String, String> variables) {
    this.variables = variables;
  }

  static ComposeEnv read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    Map<String, String> variables = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        variables.put(matcher.group(1), unquoted(matcher.group(2)));
      } else {
        // The line may hold a secret, so it is not shown.
        problems.add(
            new Problem(
                file.getFileName() + " line " + (i + 1),
                null,
                "is not a variable",
                "write it as NAME=value, or begin it with #"));
      }
    }
    // What is set to nothing counts as unset here; Plausible itself would stumble over it.
    variables.values().removeIf(String::isEmpty);
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

  private static String unquoted(String value) {
    if (value.length() >= 2) {
      char first = value.charAt(0);
      if ((first == '"' || first == '\'') && value.charAt(value.length() - 1) == first) {
        return value.substring(1, value.length() - 1);
      }
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).stripTrailing();
  }

  PlausibleStack.Builder toStack() {
    PlausibleStack.Builder stack = PlausibleStack.builder(variables.getOrDefault("BASE_URL", ""));
    String keyBase = variables.get("SECRET_KEY_BASE");
    if (keyBase != null) {
      stack.secretKeyBase(SecretSource.of(keyBase));
    }
    String vaultKey = variables.get("TOTP_VAULT_KEY");
    if (vaultKey != null) {
      stack.totpVaultKey(SecretSource.of(vaultKey));
    }
    registration(stack);
    stack.emailVerification("true".equalsIgnoreCase(variables.get("ENABLE_EMAIL_VERIFICATION")));
    MailSpec mail = mail();
    String from = variables.get("MAILER_EMAIL");
    stack.mail(from == null ? mail : mail.withFrom(from));
    admin(stack);
    databases(stack);
    variables.forEach(
        (name, value) -> {
          if (!SettingRules.managed(name) && !SettingRules.reserved(name)) {
            if (SettingRules.looksSecret(name)) {
              stack.secretSetting(name, SecretSource.of(value));
            } else {
              stack.setting(name, value);
            }
          }
        });
    return stack;
  }

  private void registration(PlausibleStack.Builder stack) {
    String disabled = variables.getOrDefault("DISABLE_REGISTRATION", "invite_only");
    for (Registration registration : Registration.values()) {
      if (registration.disableRegistration().equals(disabled)) {
        stack.registration(registration);
        return;
      }
    }
    throw new StackValidationException(
        List.of(
            new Problem(
                "DISABLE_REGISTRATION",
                disabled,
                "is not a value that Plausible takes",
                "use true, false or invite_only")));
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
    ComposeAddress postgres =
        ComposeAddress.of("DATABASE_URL", variables.get("DATABASE_URL"), "plausible_db");
    if (postgres != null) {
      stack.postgres(PostgresSpec.external(postgres.url(), postgres.password()));
    }
    ComposeAddress clickHouse =
        ComposeAddress.of(
            "CLICKHOUSE_DATABASE_URL",
            variables.get("CLICKHOUSE_DATABASE_URL"),
            "plausible_events_db");
    if (clickHouse != null) {
      stack.clickHouse(ClickHouseSpec.external(clickHouse.url(), clickHouse.password()));
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
      default -> smtp();
    };
  }

  private MailSpec smtp() {
    String host = variables.get("SMTP_HOST_ADDR");
    if (host == null || host.equals("mail")) {
      return MailSpec.none();
    }
    String port = variables.getOrDefault("SMTP_HOST_PORT", "587");
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : -1;
    String password = variables.get("SMTP_USER_PWD");
    return new MailSpec.Smtp(
        host,
        number,
        variables.get("SMTP_USER_NAME"),
        password == null ? null : SecretSource.of(password),
        null);
  }

  /** A missing key is a blank one, which the rules report with the others. */
  private SecretSource secret(String variable) {
    return SecretSource.of(variables.getOrDefault(variable, ""));
  }
}
