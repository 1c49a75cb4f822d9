package io.github.plausible4j.k8s.internal.variable;

import io.github.plausible4j.k8s.internal.variable.Variable.Kind;
import io.github.plausible4j.k8s.internal.variable.Variable.Readers;
import io.github.plausible4j.k8s.internal.variable.Variable.Role;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables that Plausible reads, from {@code config/runtime.exs} of each release. The value of
 * any other variable is treated as a secret. For internal use only.
 *
 * <p>The columns are: name, kind ({@code text}, {@code boolean}, {@code number}, {@code file} or
 * the words that it takes), {@code public} or {@code secret}, role, first release, first release
 * that no longer reads it, owner. The kind {@code volume} is a file that only the application
 * reads.
 */
public final class Variables {
  /** The directory in the container in which each file is a variable. */
  public static final String CONFIG_DIR = "/etc/plausible4j/config";

  private static final String TABLE =
      """
      BASE_URL                         text    public stack    1.0.0 -     builder(baseUrl)
      SECRET_KEY_BASE                  text    secret stack    1.0.0 -     secretKeyBase
      TOTP_VAULT_KEY                   text    secret stack    2.1.0 -     totpVaultKey
      DATABASE_URL                     text    secret stack    1.0.0 -     postgres
      CLICKHOUSE_DATABASE_URL          text    secret stack    1.0.0 -     clickHouse
      DISABLE_REGISTRATION             text    public stack    1.0.0 -     registration
      ENABLE_EMAIL_VERIFICATION        boolean public stack    1.4.0 -     emailVerification
      MAILER_ADAPTER                   text    public stack    1.0.0 -     mail
      MAILER_EMAIL                     text    public stack    1.0.0 -     mail, with withFrom
      SMTP_HOST_ADDR                   text    public stack    1.0.0 -     mail
      SMTP_HOST_PORT                   number  public stack    1.0.0 -     mail
      SMTP_USER_NAME                   text    public stack    1.0.0 -     mail
      SMTP_USER_PWD                    text    secret stack    1.0.0 -     mail
      SMTP_HOST_SSL_ENABLED            boolean public stack    1.0.0 -     mail
      POSTMARK_API_KEY                 text    secret stack    1.0.0 -     mail
      MAILGUN_API_KEY                  text    secret stack    1.5.0 -     mail
      MAILGUN_DOMAIN                   text    public stack    1.5.0 -     mail
      MAILGUN_BASE_URI                 text    public stack    1.5.0 -     mail
      MANDRILL_API_KEY                 text    secret stack    1.5.0 -     mail
      SENDGRID_API_KEY                 text    secret stack    1.5.0 -     mail
      ADMIN_USER_EMAIL                 text    public stack    1.0.0 -     admin
      ADMIN_USER_NAME                  text    public stack    1.0.0 -     admin
      ADMIN_USER_PWD                   text    secret stack    1.0.0 -     admin
      CONFIG_DIR                       text    public reserved 1.4.0 -     secrets are files in /etc/plausible4j/config
      HTTP_PORT                        number  public reserved 2.1.2 -     the Service targets port 8000
      PORT                             number  public reserved 1.0.0 -     the Service targets port 8000
      HTTPS_PORT                       number  public reserved 2.1.2 -     the exposure terminates TLS
      ACME_DIRECTORY_URL               text    public reserved 2.1.2 -     the exposure terminates TLS
      DATA_DIR                         text    public reserved 1.0.0 -     a volume is mounted at /var/lib/plausible
      DEFAULT_DATA_DIR                 text    public reserved 1.0.0 -     a volume is mounted at /var/lib/plausible
      PERSISTENT_CACHE_DIR             text    public reserved 1.0.0 -     a volume is mounted at /var/lib/plausible
      TMPDIR                           text    public reserved 1.0.0 -     it is a directory on the volume
      RELEASE_TMP                      text    public reserved 1.0.0 -     it is /tmp
      RELEASE_COOKIE                   text    secret reserved 1.0.0 -     each pod is a separate Erlang node
      RELEASE_NODE                     text    public reserved 1.0.0 -     each pod is a separate Erlang node
      RELEASE_NAME                     text    public reserved 1.0.0 -     the image sets it
      RELEASE_MODE                     text    public reserved 1.0.0 -     the image sets it
      RELEASE_VM_ARGS                  text    public reserved 1.0.0 -     the image sets it
      RELEASE_DISTRIBUTION             text    public reserved 1.0.0 -     each pod is a separate Erlang node
      PATH                             text    public reserved 1.0.0 -     the image sets it
      HOME                             text    public reserved 1.0.0 -     the image sets it
      APP_VERSION                      text    public reserved 1.0.0 -     the image sets it
      BUILD_METADATA                   text    public reserved 1.0.0 -     the image sets it
      ENVIRONMENT                      text    public reserved 1.0.0 -     the image sets it
      MAILER_NAME                      text    public setting  1.0.0 -     -
      SMTP_RETRIES                     number  public setting  1.0.0 -     -
      SMTP_MX_LOOKUPS_ENABLED          boolean public setting  1.0.0 -     -
      SMTP_MIDDLEBOX_COMP_MODE         boolean public setting  2.1.2 -     -
      LISTEN_IP                        text    public setting  1.4.0 -     -
      ERL_FLAGS                        text    public setting  1.0.0 -     -
      ERL_AFLAGS                       text    public setting  1.0.0 -     -
      ERL_ZFLAGS                       text    public setting  1.0.0 -     -
      ELIXIR_ERL_OPTIONS               text    public setting  1.0.0 -     -
      DATABASE_CACERTFILE              file    public setting  1.0.0 -     -
      CLICKHOUSE_CACERTFILE            file    public setting  1.0.0 -     -
      CLICKHOUSE_INGEST_POOL_SIZE      number  public setting  1.0.0 -     -
      CLICKHOUSE_FLUSH_INTERVAL_MS     number  public setting  1.0.0 -     -
      CLICKHOUSE_MAX_BUFFER_SIZE_BYTES number  public setting  2.0.0 -     -
      CLICKHOUSE_MAX_BUFFER_SIZE       number  public setting  1.0.0 2.0.0 -
      CLICKHOUSE_DEFAULT_STORAGE_POLICY text   public setting  1.0.0 -     -
      ECTO_IPV6                        boolean public setting  1.0.0 -     -
      ECTO_CH_IPV6                     boolean public setting  1.0.0 -     -
      IP_GEOLOCATION_DB                volume  public setting  1.0.0 -     -
      GEOLITE2_COUNTRY_DB              volume  public setting  1.0.0 -     -
      GEONAMES_SOURCE_FILE             volume  public setting  1.0.0 -     -
      MAXMIND_LICENSE_KEY              text    secret setting  1.0.0 -     -
      MAXMIND_EDITION                  text    public setting  1.0.0 -     -
      GOOGLE_CLIENT_ID                 text    public setting  1.0.0 -     -
      GOOGLE_CLIENT_SECRET             text    secret setting  1.0.0 -     -
      LOG_LEVEL                        emergency|alert|critical|error|warning|warn|notice|info|debug|none|all public setting 1.0.0 - -
      LOG_FORMAT                       standard|json public setting 1.0.0 - -
      LOG_FAILED_LOGIN_ATTEMPTS        boolean public setting  1.0.0 -     -
      SECURE_COOKIE                    boolean public setting  1.0.0 -     -
      WEBSOCKET_URL                    text    public setting  1.0.0 -     -
      DISABLE_CRON                     boolean public setting  1.0.0 -     -
      CUSTOM_SCRIPT_NAME               text    public setting  1.0.0 -     -
      EXTRA_CONFIG_PATH                file    public setting  1.0.0 -     -
      S3_DISABLED                      boolean public setting  2.1.0 -     -
      S3_ACCESS_KEY_ID                 text    secret setting  2.1.0 -     -
      S3_SECRET_ACCESS_KEY             text    secret setting  2.1.0 -     -
      S3_REGION                        text    public setting  2.1.0 -     -
      S3_ENDPOINT                      text    public setting  2.1.0 -     -
      S3_EXPORTS_BUCKET                text    public setting  2.1.0 -     -
      S3_IMPORTS_BUCKET                text    public setting  2.1.0 -     -
      ENABLE_SESSION_TRANSFER          boolean public setting  3.0.0 -     -
      PROMEX_DISABLED                  boolean public setting  1.0.0 -     -
      SELFHOST                         boolean public setting  1.0.0 -     -
      IMPORTED_MAX_BUFFER_SIZE         number  public setting  1.0.0 -     -
      SITE_DEFAULT_INGEST_THRESHOLD    number  public setting  1.0.0 -     -
      APP_HOST                         text    public setting  1.0.0 -     -
      IP_BLOCKLIST                     text    public setting  1.0.0 2.0.0 -
      SITE_LIMIT                       number  public setting  1.0.0 2.1.0 -
      SITE_LIMIT_EXEMPT                text    public setting  1.0.0 2.1.0 -
      DISABLE_AUTH                     boolean public setting  1.0.0 1.5.0 -
      STORAGE_DIR                      text    public setting  1.0.0 1.5.0 -
      DATABASE_SOCKET_DIR              text    public setting  1.0.0 2.1.2 -
      DATABASE_NAME                    text    public setting  1.0.0 2.1.2 -
      SENTRY_DSN                       text    secret setting  1.0.0 -     -
      SENTRY_FINCH_POOL_TIMEOUT        number  public setting  1.0.0 -     -
      SENTRY_FINCH_RECEIVE_TIMEOUT     number  public setting  1.0.0 -     -
      HONEYCOMB_API_KEY                text    secret setting  1.0.0 -     -
      HONEYCOMB_DATASET                text    public setting  1.0.0 -     -
      OTEL_SAMPLER_RATIO               text    public setting  1.0.0 -     -
      OTLP_ENDPOINT                    text    public setting  1.0.0 -     -
      CRON_ENABLED                     text    public ignored  1.0.0 -     Plausible does not use it
      ADMIN_USER_IDS                   text    public ignored  1.0.0 -     it has no effect in the Community Edition
      PADDLE_VENDOR_AUTH_CODE          text    secret ignored  1.0.0 -     it is for the hosted service
      PADDLE_VENDOR_ID                 text    secret ignored  1.0.0 -     it is for the hosted service
      HELP_SCOUT_APP_ID                text    secret ignored  1.0.0 -     it is for the hosted service
      HELP_SCOUT_APP_SECRET            text    secret ignored  1.0.0 -     it is for the hosted service
      HELP_SCOUT_SIGNATURE_KEY         text    secret ignored  1.0.0 -     it is for the hosted service
      HELP_SCOUT_VAULT_KEY             text    secret ignored  1.0.0 -     it is for the hosted service
      HCAPTCHA_SITEKEY                 text    secret ignored  1.0.0 -     it is for the hosted service
      HCAPTCHA_SECRET                  text    secret ignored  1.0.0 -     it is for the hosted service
      NOLT_SSO_SECRET                  text    secret ignored  1.0.0 -     it is for the hosted service
      OPEN_EXCHANGE_RATES_APP_ID       text    secret ignored  1.0.0 -     it is for the hosted service
      LICENSE_KEY                      text    secret ignored  1.0.0 -     it is for the Enterprise Edition
      PERSISTOR_BACKEND                text    secret ignored  1.0.0 -     it is for the hosted service
      PERSISTOR_PERCENT_ENABLED        text    secret ignored  1.0.0 -     it is for the hosted service
      PERSISTOR_URL                    text    secret ignored  1.0.0 -     it is for the hosted service
      PERSISTOR_COUNT                  text    secret ignored  1.0.0 -     it is for the hosted service
      PERSISTOR_TIMEOUT_MS             text    secret ignored  1.0.0 -     it is for the hosted service
      SSO_SAML_ADAPTER                 text    secret ignored  1.0.0 -     it is for the Enterprise Edition
      SSO_VERIFICATION_NAMESERVERS     text    secret ignored  1.0.0 -     it is for the Enterprise Edition
      BUNNY_PULLZONE_ID                text    secret ignored  1.0.0 -     it is for the hosted service
      BUNNY_API_KEY                    text    secret ignored  1.0.0 -     it is for the hosted service
      BROWSERLESS_TOKEN                text    secret ignored  1.0.0 -     it is for the hosted service
      BROWSERLESS_ENDPOINT             text    secret ignored  1.0.0 -     it is for the hosted service
      """;

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Map<String, Variable> BY_NAME = read();

  private Variables() {}

  /** All variables, sorted by name. */
  public static Collection<Variable> all() {
    return BY_NAME.values();
  }

  /** The variable with a name; empty if Plausible does not read it. */
  public static Optional<Variable> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Whether the value may be shown: the variable is known and not secret. */
  public static boolean isPublic(String name) {
    return find(name).filter(variable -> !variable.secret()).isPresent();
  }

  private static Map<String, Variable> read() {
    Map<String, Variable> variables = new TreeMap<>();
    TABLE
        .lines()
        .map(Variables::read)
        .forEach(
            variable -> {
              if (variables.put(variable.name(), variable) != null) {
                throw new IllegalStateException(variable.name() + " is in the table twice");
              }
            });
    return Collections.unmodifiableMap(variables);
  }

  private static Variable read(String line) {
    String[] column = BLANKS.split(line, 7);
    Kind kind =
        switch (column[1]) {
          case "text" -> Kind.TEXT;
          case "boolean" -> Kind.BOOLEAN;
          case "number" -> Kind.NUMBER;
          case "file", "volume" -> Kind.FILE;
          default -> Kind.WORD;
        };
    return new Variable(
        column[0],
        kind,
        kind == Kind.WORD ? List.of(column[1].split("\\|", -1)) : List.of(),
        column[2].equals("secret"),
        Role.valueOf(column[3].toUpperCase(Locale.ROOT)),
        column[6],
        column[1].equals("volume") ? Readers.APPLICATION : Readers.ALL,
        PlausibleVersion.of(column[4]),
        column[5].equals("-") ? null : PlausibleVersion.of(column[5]));
  }
}
