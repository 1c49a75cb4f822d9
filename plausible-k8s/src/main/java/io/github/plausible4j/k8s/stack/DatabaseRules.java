package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.variable.Variables;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the databases of a stack. */
final class DatabaseRules {
  private static final Set<String> TLS_MODES =
      Set.of("disable", "require", "verify-ca", "verify-full");
  private static final Pattern TLS_MODE = Pattern.compile("(?:^|&)sslmode=([^&]*)");
  private static final Pattern DIRECTORY = Pattern.compile("\\.|[A-Za-z0-9][-._A-Za-z0-9]*");

  private static final int LONGEST_NAME = 63;
  private static final Pattern DATABASE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_.]*");
  private static final Set<String> OWN_PARAMETERS =
      Set.of("data_directory", "hba_file", "config_file", "listen_addresses", "port");
  private static final Pattern CONFIG_FILE =
      Pattern.compile("[A-Za-z0-9][-._A-Za-z0-9]*\\.(xml|yaml|yml)");
  private static final Set<String> OWN_FILES =
      Set.of("logs.xml", "network.xml", "backups.xml", "low-resources.xml", "plausible-user.xml");

  private static final int HIGHEST_PORT = 65_535;

  /**
   * The operator labels pods with chi-NAME-plausible-0-0, a hyphen and a hash of ten characters. A
   * label has at most 63.
   */
  private static final int LONGEST_FOR_ALTINITY = 34;

  private final PlausibleStack stack;
  private final ProblemCollector problems;

  private DatabaseRules(PlausibleStack stack, ProblemCollector problems) {
    this.stack = stack;
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    DatabaseRules rules = new DatabaseRules(stack, problems);
    rules.postgres();
    rules.clickHouse();
  }

  private void postgres() {
    if (stack.postgres() instanceof PostgresSpec.Managed managed) {
      problems.labels("postgres.nodeSelector", managed.nodeSelector());
      problems.source("postgres.superuserPassword", managed.superuserPassword());
      name("postgres.database", managed.database());
      name("postgres.superuser", managed.superuser());
      if (managed.superuser().startsWith("plausible_")) {
        problems.add(
            "postgres.superuser",
            managed.superuser(),
            "is reserved for the logins that the stack creates",
            "rename the role with ALTER ROLE first");
      }
      managed.parameters().forEach(this::parameter);
      if (!DIRECTORY.matcher(managed.dataDirectory()).matches()) {
        problems.add(
            "postgres.dataDirectory",
            managed.dataDirectory(),
            "is not a single directory of the volume",
            "use a name such as pgdata, or . for the volume itself");
      }
    } else if (stack.postgres() instanceof PostgresSpec.External external) {
      String form = "write it as postgres://user@host:5432/database";
      URI url = address("postgres.url", external.url(), Set.of("postgres", "postgresql"), form);
      Matcher mode = TLS_MODE.matcher(url.getRawQuery() == null ? "" : url.getRawQuery());
      if (mode.find() && !TLS_MODES.contains(mode.group(1))) {
        problems.add(
            "postgres.url",
            "sslmode=" + mode.group(1),
            "is not an SSL mode that Plausible supports",
            "use one of disable, require, verify-ca, verify-full");
      }
      if (String.valueOf(url.getRawQuery()).contains("sslmode=verify-full")
          && !url.getRawQuery().contains("sslrootcert=")
          && !stack.settings().containsKey("DATABASE_CACERTFILE")) {
        problems.add(
            "postgres.url",
            "sslmode=verify-full",
            "needs CA certificates, without which Plausible does not start",
            "add &sslrootcert=/etc/ssl/certs/ca-certificates.crt, or "
                + Variables.CONFIG_DIR
                + "/DATABASE_CA with unknownSetting(\"DATABASE_CA\", SecretSource.existing(...))");
      }
      if (!external.withoutPassword()) {
        problems.issued(
            "postgres.password",
            external.password(),
            "pass the password of that user, or, if it has none, use"
                + " PostgresSpec.externalWithoutPassword");
      }
    } else if (stack.postgres() instanceof PostgresSpec.CloudNativePg cluster) {
      if (cluster.instances() < 1) {
        problems.add("postgres.instances", cluster.instances(), "is less than one", "use 1 or 3");
      }
      dynamic("postgres.storage", stack.storageOr(cluster.storage()));
    } else {
      throw new IllegalStateException("no rules for " + stack.postgres().getClass());
    }
  }

  private void clickHouse() {
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed managed) {
      problems.labels("clickHouse.nodeSelector", managed.nodeSelector());
      name("clickHouse.database", managed.database());
      managed.serverFiles().keySet().forEach(file -> file("clickHouse.serverFiles", file));
      managed.userFiles().keySet().forEach(file -> file("clickHouse.userFiles", file));
    } else if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      address(
          "clickHouse.url",
          external.url(),
          Set.of("http", "https"),
          "write it as https://user@host:8443/database");
      if (!external.withoutPassword()) {
        problems.issued(
            "clickHouse.password",
            external.password(),
            "pass the password of that user, or, if it has none, use"
                + " ClickHouseSpec.externalWithoutPassword");
      }
    } else if (stack.clickHouse() instanceof ClickHouseSpec.Altinity installation) {
      if (stack.name().length() > LONGEST_FOR_ALTINITY) {
        problems.add(
            "name",
            stack.name(),
            "is too long for the labels that Altinity's operator derives from it",
            "shorten it to " + LONGEST_FOR_ALTINITY + " characters");
      }
      dynamic("clickHouse.storage", stack.storageOr(installation.storage()));
    } else {
      throw new IllegalStateException("no rules for " + stack.clickHouse().getClass());
    }
  }

  private void name(String field, String name) {
    if (name.length() > LONGEST_NAME || !DATABASE_NAME.matcher(name).matches()) {
      problems.add(
          field, name, "is not a valid name", "use letters, digits, underscores and hyphens");
    }
  }

  private void parameter(String name, String value) {
    if (name.length() > LONGEST_NAME || !PARAMETER.matcher(name).matches()) {
      problems.add(
          "postgres.parameters",
          name,
          "is not the name of a parameter",
          "write it as shared_buffers");
    } else if (OWN_PARAMETERS.contains(name)) {
      problems.add("postgres.parameters", name, "is set by the stack", "leave it out");
    } else {
      problems.notBlank("postgres.parameters." + name, value, "give it a value");
    }
  }

  private void file(String field, String file) {
    if (file.length() > LONGEST_NAME || !CONFIG_FILE.matcher(file).matches()) {
      problems.add(field, file, "is not a valid file name", "write it as limits.xml");
    } else if (OWN_FILES.contains(file)) {
      problems.add(
          field,
          file,
          "is the name of one of the stack's own files",
          "use another name, such as z.xml");
    }
  }

  private URI address(String field, String text, Set<String> schemes, String form) {
    URI none = URI.create("");
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      // The text may contain a password, so it is not shown.
      problems.add(field, null, "is not an address", form);
      return none;
    }
    String user = url.getRawUserInfo();
    if (user != null && user.contains(":")) {
      problems.add(field, null, "contains a password", "pass it separately from the address");
      return none;
    }
    if (!schemes.contains(String.valueOf(url.getScheme()))
        || url.getHost() == null
        || url.getPort() == 0
        || url.getPort() > HIGHEST_PORT
        || url.getRawFragment() != null) {
      problems.add(field, text, "is not a valid address of that database", form);
      return none;
    }
    if (user == null || user.isEmpty()) {
      problems.add(field, text, "names no user", form);
    }
    if (url.getRawPath() == null || url.getRawPath().length() < 2) {
      problems.add(field, text, "names no database", form);
    }
    return url;
  }

  private void dynamic(String field, StorageSpec storage) {
    if (!(storage instanceof StorageSpec.Dynamic)) {
      problems.add(
          field,
          storage.getClass().getSimpleName(),
          "is not dynamic storage, the only kind that an operator can request",
          "set other storage for it with withStorage(StorageSpec.dynamic())");
    }
  }
}
