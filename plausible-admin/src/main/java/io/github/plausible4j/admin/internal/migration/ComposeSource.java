package io.github.plausible4j.admin.internal.migration;

import io.github.plausible4j.admin.backup.BackupSource;
import io.github.plausible4j.admin.backup.ClickHouseDatabase;
import io.github.plausible4j.admin.backup.PostgresDatabase;
import io.github.plausible4j.admin.migration.ComposeControl;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.k8s.internal.compose.ComposeAddress;
import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.image.ImageReference;
import io.github.plausible4j.k8s.internal.image.ImageVersion;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The services and databases of Plausible in a compose project. */
public final class ComposeSource {
  /** The keys that the data depends on. */
  private static final List<String> KEYS = List.of("SECRET_KEY_BASE", "TOTP_VAULT_KEY");

  private static final String POSTGRES_URL =
      "postgres://postgres:postgres@plausible_db:5432/plausible_db";
  private static final String CLICKHOUSE_URL =
      "http://plausible_events_db:8123/plausible_events_db";

  private final ComposeProject project;
  private final ComposeControl control;
  private final ComposeService plausible;
  private final ComposeService postgres;
  private final ComposeService clickHouse;

  private ComposeSource(ComposeProject project, ComposeControl control) {
    this.project = project;
    this.control = control;
    this.plausible = service(Kind.PLAUSIBLE, "Plausible");
    this.postgres = service(Kind.POSTGRES, "PostgreSQL");
    this.clickHouse = service(Kind.CLICKHOUSE, "ClickHouse");
  }

  public static ComposeSource read(Path directory, ComposeControl control) {
    return new ComposeSource(ComposeProject.read(directory), control);
  }

  private ComposeService service(Kind kind, String program) {
    return project
        .service(kind)
        .orElseThrow(
            () ->
                new MigrationException(
                    "the compose project has no service of "
                        + program
                        + "; use the directory of the docker-compose.yml that runs it, or copy"
                        + " the data manually as docs/migration.md shows"));
  }

  ComposeControl control() {
    return control;
  }

  String service() {
    return plausible.name();
  }

  String clickHouseService() {
    return clickHouse.name();
  }

  /** Services that route visitors to Plausible, such as cloudflared. */
  List<String> connectors() {
    return project.services().stream()
        .filter(each -> each.image().contains("cloudflared"))
        .map(ComposeService::name)
        .toList();
  }

  void stop() throws IOException {
    control.stop(plausible.name());
  }

  void start() throws IOException {
    control.start(plausible.name());
  }

  /** The version in the tag of the image; empty if the tag has none. */
  Optional<String> version() {
    ImageVersion told =
        ImageReference.find(plausible.image())
            .map(ImageReference::version)
            .orElse(ImageVersion.of(""));
    return told.known()
        ? Optional.of(
            told.major() + "." + Math.max(0, told.minor()) + "." + Math.max(0, told.patch()))
        : Optional.empty();
  }

  /** A key, from a file that Plausible reads before its environment. */
  Optional<SecretValue> key(String name) {
    return plausible
        .readSecret(name)
        .filter(content -> !content.isEmpty())
        .or(() -> variable(name).map(String::strip))
        .map(SecretValue::of);
  }

  PostgresDatabase postgres() {
    String superuser = postgres.superuser().orElse("postgres");
    return PostgresDatabase.of(
        control.host(postgres.name()), address("DATABASE_URL", POSTGRES_URL).database(), superuser);
  }

  ClickHouseDatabase clickHouse() {
    ComposeAddress address = address("CLICKHOUSE_DATABASE_URL", CLICKHOUSE_URL);
    String user = address.user() == null ? "default" : address.user();
    ClickHouseDatabase database =
        ClickHouseDatabase.of(control.host(clickHouse.name()), address.database(), user);
    String password = address.password();
    return password == null || password.isEmpty()
        ? database
        : database.withPassword(SecretValue.of(password));
  }

  /** The user with which ClickHouse's dictionaries log in; empty if they need no login. */
  Optional<String> clickHouseLogin() {
    return Optional.ofNullable(address("CLICKHOUSE_DATABASE_URL", CLICKHOUSE_URL).user());
  }

  BackupSource databases() {
    BackupSource.Builder source =
        BackupSource.builder().database(postgres()).database(clickHouse());
    version().ifPresent(source::release);
    KEYS.forEach(name -> key(name).ifPresent(value -> source.secret(name, value)));
    return source.build();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(plausible.environment().get(name))
        .or(() -> Optional.ofNullable(project.variables().get(name)))
        .filter(value -> !value.isBlank());
  }

  private ComposeAddress address(String variable, String usual) {
    return variable(variable)
        .flatMap(ComposeAddress::parse)
        .filter(address -> !address.database().isEmpty())
        .or(() -> ComposeAddress.parse(usual))
        .orElseThrow();
  }
}
