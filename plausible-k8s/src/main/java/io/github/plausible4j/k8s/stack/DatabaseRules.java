package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.render.AppEnvironment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the databases of a stack have to keep to. */
final class DatabaseRules {
  private static final Set<String> TLS_MODES =
      Set.of("disable", "require", "verify-ca", "verify-full");
  private static final Pattern TLS_MODE = Pattern.compile("(?:^|&)sslmode=([^&]*)");
  private static final Pattern DIRECTORY = Pattern.compile("\\.|[A-Za-z0-9][-._A-Za-z0-9]*");

  private static final int HIGHEST_PORT = 65_535;

  /**
   * A label of a pod is the name chi-NAME-plausible-0-0 of its set with a hash of ten behind it.
   */
  private static final int LONGEST_FOR_ALTINITY = 34;

  private final PlausibleStack stack;
  private final ProblemCollector findings;

  private DatabaseRules(PlausibleStack stack, ProblemCollector findings) {
    this.stack = stack;
    this.findings = findings;
  }

  static void check(PlausibleStack stack, ProblemCollector findings) {
    DatabaseRules rules = new DatabaseRules(stack, findings);
    rules.postgres();
    rules.clickHouse();
  }

  private void postgres() {
    if (stack.postgres() instanceof PostgresSpec.Managed managed) {
      findings.labels("postgres.nodeSelector", managed.nodeSelector());
      findings.source("postgres.superuserPassword", managed.superuserPassword());
      if (!DIRECTORY.matcher(managed.dataDirectory()).matches()) {
        findings.add(
            "postgres.dataDirectory",
            managed.dataDirectory(),
            "is not one directory of the volume",
            "name one such as pgdata, or . for the volume itself");
      }
    } else if (stack.postgres() instanceof PostgresSpec.External external) {
      String form = "write it as postgres://user@host:5432/database";
      URI url = address("postgres.url", external.url(), Set.of("postgres", "postgresql"), form);
      Matcher mode = TLS_MODE.matcher(url.getRawQuery() == null ? "" : url.getRawQuery());
      if (mode.find() && !TLS_MODES.contains(mode.group(1))) {
        findings.add(
            "postgres.url",
            "sslmode=" + mode.group(1),
            "is not a mode that Plausible knows",
            "use one of disable, require, verify-ca, verify-full");
      }
      if (String.valueOf(url.getRawQuery()).contains("sslmode=verify-full")
          && !url.getRawQuery().contains("sslrootcert=")
          && !stack.settings().containsKey("DATABASE_CACERTFILE")) {
        findings.add(
            "postgres.url",
            "sslmode=verify-full",
            "needs the certificates to verify by, or Plausible does not start",
            "add &sslrootcert=/etc/ssl/certs/ca-certificates.crt, or "
                + AppEnvironment.CONFIG_DIR
                + "/DATABASE_CA with secretSetting(\"DATABASE_CA\", SecretSource.existing(...))");
      }
      findings.issued(
          "postgres.password", external.password(), "hand in the password of that user");
    } else if (stack.postgres() instanceof PostgresSpec.CloudNativePg cluster) {
      if (cluster.instances() < 1) {
        findings.add("postgres.instances", cluster.instances(), "is less than one", "give 1 or 3");
      }
      dynamic("postgres.storage", cluster.storage() == null ? stack.storage() : cluster.storage());
    }
  }

  private void clickHouse() {
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed managed) {
      findings.labels("clickHouse.nodeSelector", managed.nodeSelector());
    } else if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      address(
          "clickHouse.url",
          external.url(),
          Set.of("http", "https"),
          "write it as https://user@host:8443/database");
      findings.issued(
          "clickHouse.password", external.password(), "hand in the password of that user");
    } else if (stack.clickHouse() instanceof ClickHouseSpec.Altinity installation) {
      if (stack.name().length() > LONGEST_FOR_ALTINITY) {
        findings.add(
            "name",
            stack.name(),
            "is too long for the labels that Altinity's operator makes of it",
            "shorten it to " + LONGEST_FOR_ALTINITY + " characters");
      }
      dynamic(
          "clickHouse.storage",
          installation.storage() == null ? stack.storage() : installation.storage());
    }
  }

  private URI address(String field, String text, Set<String> schemes, String form) {
    URI none = URI.create("");
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      // The text may hold a password, so it is not shown.
      findings.add(field, null, "is not an address", form);
      return none;
    }
    String user = url.getRawUserInfo();
    if (user != null && user.contains(":")) {
      findings.add(field, null, "holds a password", "hand it in beside the address");
      return none;
    }
    if (!schemes.contains(String.valueOf(url.getScheme()))
        || url.getHost() == null
        || url.getPort() == 0
        || url.getPort() > HIGHEST_PORT
        || url.getRawFragment() != null) {
      findings.add(field, text, "is not an address of that database", form);
      return none;
    }
    if (user == null || user.isEmpty()) {
      findings.add(field, text, "names no user", form);
    }
    if (url.getRawPath() == null || url.getRawPath().length() < 2) {
      findings.add(field, text, "names no database", form);
    }
    return url;
  }

  private void dynamic(String field, StorageSpec storage) {
    if (!(storage instanceof StorageSpec.Dynamic)) {
      findings.add(
          field,
          storage.getClass().getSimpleName(),
          "is not storage that an operator can ask for",
          "give it storage of its own with withStorage(StorageSpec.dynamic())");
    }
  }
}
