package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeAddress;
import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Maps the databases of a compose project. A server in the compose network becomes a server of the
 * stack, with the same database and superuser. An external server is used as it is.
 */
final class ComposeDatabases {
  private static final String POSTGRES = "DATABASE_URL";
  private static final String CLICKHOUSE = "CLICKHOUSE_DATABASE_URL";
  private static final String SOCKET = "DATABASE_SOCKET_DIR";

  private static final String FORM =
      "write it as scheme://user:password@host:port/database, or leave it out";

  private static final Set<String> POSTGRES_SCHEMES = Set.of("postgres", "postgresql", "ecto");
  private static final Set<String> CLICKHOUSE_SCHEMES = Set.of("http", "https");

  private static final PlausibleVersion WITHOUT_SOCKETS = PlausibleVersion.of("2.1.2");

  private final ComposeProject project;
  private final ComposeMapping mapping;
  private final ComposeHosts hosts;
  private final PlausibleVersion version;

  ComposeDatabases(ComposeProject project, ComposeMapping mapping, PlausibleVersion version) {
    this.version = version;
    this.project = project;
    this.mapping = mapping;
    this.hosts = mapping.hosts();
  }

  void map(PlausibleStack.Builder stack) {
    PostgresSpec.Managed own = PostgresSpec.managed();
    Optional<String> superuser = superuser();
    if (superuser.isPresent()) {
      own = own.withSuperuser(superuser.get());
    }
    if (hasSocket()) {
      stack.postgres(socket(own));
      clickHouse(stack);
      return;
    }
    Optional<ComposeAddress> postgres = address(POSTGRES, POSTGRES_SCHEMES);
    if (postgres.isPresent() && !hosts.isLocal(postgres.get().host())) {
      external(POSTGRES, postgres.get())
          .ifPresent(
              address ->
                  stack.postgres(
                      PostgresSpec.external(
                          address.withoutPassword(), SecretSource.of(password(address)))));
    } else {
      String user = postgres.map(ComposeAddress::user).orElse(null);
      if (superuser.isEmpty() && user != null && !user.isEmpty()) {
        own = own.withSuperuser(user);
      }
      String database =
          postgres.map(ComposeAddress::database).or(() -> named("POSTGRES_DB")).orElse("");
      own = database.isEmpty() ? own : own.withDatabase(database);
      stack.postgres(own);
      if (postgres.isPresent()) {
        mapping.used(
            POSTGRES,
            "the stack's own PostgreSQL with database "
                + own.database()
                + " and superuser "
                + own.superuser()
                + "; its passwords are generated");
      }
    }
    clickHouse(stack);
  }

  /** Releases before 2.1.2 connect through a socket if it is set, and ignore DATABASE_URL. */
  private boolean hasSocket() {
    return mapping.value(SOCKET).isPresent() && version.compareTo(WITHOUT_SOCKETS) < 0;
  }

  private PostgresSpec.Managed socket(PostgresSpec.Managed own) {
    Optional<String> name = mapping.value("DATABASE_NAME");
    PostgresSpec.Managed named = own.withDatabase(name.orElse("plausible"));
    mapping.used(SOCKET, "the stack's own PostgreSQL with database " + named.database());
    name.ifPresent(database -> mapping.used("DATABASE_NAME", "database " + database));
    mapping.value(POSTGRES).ifPresent(url -> mapping.notUsed(POSTGRES, SOCKET + " is set"));
    return named;
  }

  private void clickHouse(PlausibleStack.Builder stack) {
    Optional<ComposeAddress> found = address(CLICKHOUSE, CLICKHOUSE_SCHEMES);
    if (found.isEmpty()) {
      named("CLICKHOUSE_DB")
          .ifPresent(name -> stack.clickHouse(ClickHouseSpec.managed().withDatabase(name)));
      return;
    }
    ComposeAddress address = found.get();
    if (!hosts.isLocal(address.host())) {
      external(CLICKHOUSE, address)
          .ifPresent(
              elsewhere ->
                  stack.clickHouse(
                      ClickHouseSpec.external(
                          elsewhere.withoutPassword(), SecretSource.of(password(elsewhere)))));
      return;
    }
    ClickHouseSpec.Managed own = ClickHouseSpec.managed();
    own = address.database().isEmpty() ? own : own.withDatabase(address.database());
    stack.clickHouse(own);
    mapping.used(
        CLICKHOUSE,
        "the stack's own ClickHouse with database "
            + own.database()
            + "; the stack creates its user and password");
  }

  /** The superuser of the compose project's PostgreSQL; empty if the files do not tell. */
  private Optional<String> superuser() {
    Optional<ComposeService> server = project.service(Kind.POSTGRES);
    return server.isPresent()
        ? server.get().superuser().or(() -> Optional.of(PostgresSpec.managed().superuser()))
        : Optional.ofNullable(project.variables().get("POSTGRES_USER"))
            .filter(user -> project.services().isEmpty() && !user.isEmpty());
  }

  /**
   * The database that a file of variables names for the server. It is used only if no compose file
   * was read; otherwise the address that Plausible gets decides.
   */
  private Optional<String> named(String variable) {
    Optional<String> name =
        project.services().isEmpty() ? mapping.value(variable) : Optional.empty();
    name.ifPresent(database -> mapping.used(variable, "database " + database));
    return name;
  }

  private Optional<ComposeAddress> address(String variable, Set<String> schemes) {
    Optional<String> written = mapping.value(variable);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<ComposeAddress> parsed = ComposeAddress.parse(written.get());
    if (parsed.isEmpty()) {
      mapping.problem(variable, "is not the address of a database", FORM);
    } else if (!schemes.contains(parsed.get().scheme().toLowerCase(Locale.ROOT))) {
      String begin = String.join(":// or ", new TreeSet<>(schemes)) + "://";
      mapping.problem(
          variable,
          "does not begin with " + begin + ", which Plausible requires",
          "write an address with that scheme, or leave it out");
      return Optional.empty();
    } else if (parsed.get().database().isEmpty()) {
      mapping.problem(variable, "names no database", FORM);
    }
    return parsed;
  }

  private Optional<ComposeAddress> external(String variable, ComposeAddress address) {
    Optional<String> unreachable = hosts.unreachable(address.host());
    if (unreachable.isPresent()) {
      mapping.problem(
          variable,
          unreachable.get(),
          "write the name of the service, or an address that the cluster can reach");
      return Optional.empty();
    }
    if (address.user() == null || address.password() == null || address.user().isEmpty()) {
      mapping.problem(
          variable, "has no user and password, which a database outside of compose needs", FORM);
      return Optional.empty();
    }
    mapping.used(variable, "the server at " + address.host() + ", which is kept");
    return Optional.of(address);
  }

  private static String password(ComposeAddress address) {
    return address.password() == null ? "" : address.password();
  }
}
