package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.render.AppEnvironment;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What variables that the caller sets have to keep to. */
final class SettingRules {
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,252}");

  /** Variables that a method of the builder sets, by the method. */
  private static final Map<String, String> MANAGED =
      Map.ofEntries(
          Map.entry("BASE_URL", "builder(baseUrl)"),
          Map.entry("SECRET_KEY_BASE", "secretKeyBase"),
          Map.entry("TOTP_VAULT_KEY", "totpVaultKey"),
          Map.entry("DATABASE_URL", "postgres"),
          Map.entry("CLICKHOUSE_DATABASE_URL", "clickHouse"),
          Map.entry("DISABLE_REGISTRATION", "registration"),
          Map.entry("ENABLE_EMAIL_VERIFICATION", "emailVerification"),
          Map.entry("MAILER_ADAPTER", "mail"),
          Map.entry("MAILER_EMAIL", "mail, with withFrom"),
          Map.entry("SMTP_HOST_ADDR", "mail"),
          Map.entry("SMTP_HOST_PORT", "mail"),
          Map.entry("SMTP_USER_NAME", "mail"),
          Map.entry("SMTP_USER_PWD", "mail"),
          Map.entry("SMTP_HOST_SSL_ENABLED", "mail"),
          Map.entry("POSTMARK_API_KEY", "mail"),
          Map.entry("MAILGUN_API_KEY", "mail"),
          Map.entry("MAILGUN_DOMAIN", "mail"),
          Map.entry("MAILGUN_BASE_URI", "mail"),
          Map.entry("MANDRILL_API_KEY", "mail"),
          Map.entry("SENDGRID_API_KEY", "mail"),
          Map.entry("ADMIN_USER_EMAIL", "admin"),
          Map.entry("ADMIN_USER_NAME", "admin"),
          Map.entry("ADMIN_USER_PWD", "admin"));

  /** Variables that belong to the way the stack is built. */
  private static final Set<String> RESERVED =
      Set.of(
          "CONFIG_DIR",
          "HTTP_PORT",
          "HTTPS_PORT",
          "PORT",
          "DATA_DIR",
          "PERSISTENT_CACHE_DIR",
          "TMPDIR",
          "RELEASE_TMP",
          "PATH",
          "HOME");

  /** Variables that name a file. */
  private static final Set<String> FILES =
      Set.of(
          "IP_GEOLOCATION_DB",
          "GEOLITE2_COUNTRY_DB",
          "GEONAMES_SOURCE_FILE",
          "DATABASE_CACERTFILE",
          "CLICKHOUSE_CACERTFILE",
          "EXTRA_CONFIG_PATH");

  /** Those that the Jobs read too, which run before anybody could fill the volume. */
  private static final Set<String> JOBS_FILES =
      Set.of("DATABASE_CACERTFILE", "CLICKHOUSE_CACERTFILE", "EXTRA_CONFIG_PATH");

  private static final Pattern IN_IMAGE = Pattern.compile("/(app|etc/ssl)/.*");

  /** Where the container has files: its own, and those of its volume. */
  private static final Pattern PRESENT = Pattern.compile("/(app|var/lib/plausible|etc/ssl)/.*");

  /** Variables whose value nobody may read in a ConfigMap. */
  static final Set<String> SECRET =
      Set.of(
          "MAXMIND_LICENSE_KEY",
          "GOOGLE_CLIENT_SECRET",
          "S3_ACCESS_KEY_ID",
          "S3_SECRET_ACCESS_KEY",
          "PADDLE_VENDOR_AUTH_CODE",
          "HCAPTCHA_SECRET",
          "NOLT_SSO_SECRET",
          "SENTRY_DSN",
          "HONEYCOMB_API_KEY");

  private SettingRules() {}

  static void check(PlausibleStack stack, ProblemCollector findings) {
    for (Map.Entry<String, String> setting : stack.settings().entrySet()) {
      String variable = setting.getKey();
      name("setting", variable, findings);
      if (looksSecret(variable)) {
        findings.add(
            "setting",
            variable,
            "is secret, and a setting can be read by everybody who may read the ConfigMap",
            "use secretSetting");
      }
      if (stack.secretSettings().containsKey(variable)) {
        findings.add("setting", variable, "is set twice", "use either setting or secretSetting");
      }
      if (FILES.contains(variable) && !present(stack, variable, setting.getValue())) {
        findings.add(
            "setting",
            variable + "=" + setting.getValue(),
            "names a file that the container does not have",
            JOBS_FILES.contains(variable)
                ? "name one below /etc/ssl, or "
                    + AppEnvironment.CONFIG_DIR
                    + "/MY_FILE with secretSetting(\"MY_FILE\", SecretSource.existing(...))"
                : "use secretSetting(\"MAXMIND_LICENSE_KEY\", ...), or put the file below"
                    + " /var/lib/plausible, which is a volume");
      }
    }
    SettingValueRules.check(stack, findings);
    stack
        .secretSettings()
        .forEach(
            (variable, source) -> {
              name("secretSetting", variable, findings);
              findings.issued("secretSetting " + variable, source, "hand in its value");
            });
  }

  private static boolean present(PlausibleStack stack, String variable, String path) {
    Pattern places = JOBS_FILES.contains(variable) ? IN_IMAGE : PRESENT;
    return places.matcher(path).matches()
        || stack.secretSettings().keySet().stream()
            .anyMatch(name -> path.equals(AppEnvironment.CONFIG_DIR + "/" + name));
  }

  static boolean managed(String variable) {
    return MANAGED.containsKey(variable);
  }

  static boolean reserved(String variable) {
    return RESERVED.contains(variable);
  }

  static boolean looksSecret(String variable) {
    return SECRET.contains(variable)
        || variable.endsWith("_SECRET")
        || variable.endsWith("_PASSWORD")
        || variable.endsWith("_PWD")
        || variable.endsWith("_LICENSE_KEY")
        || variable.endsWith("_TOKEN")
        || variable.endsWith("_API_KEY");
  }

  private static void name(String field, String variable, ProblemCollector findings) {
    String method = MANAGED.get(variable);
    if (!VARIABLE.matcher(variable).matches()) {
      findings.add(
          field, variable, "is not the name of a variable", "write it as LOG_LEVEL, for example");
    } else if (method != null) {
      findings.add(field, variable, "is set by the stack", "use " + method);
    } else if (reserved(variable)) {
      findings.add(
          field, variable, "belongs to the way the pods are built", "leave it to the stack");
    }
  }
}
