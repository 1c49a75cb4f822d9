package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compose project: its files read, merged and interpolated. For internal use only.
 *
 * @param files the names of the files, in the order in which they were read
 * @param variables of {@code .env}, by name
 * @param repeated names of {@code .env} that it sets more than once
 * @param interpolated names of {@code .env} that the files refer to
 * @param services in the order of the files; empty where there is no compose file
 * @param networks what hosts mean
 * @param problems what cannot be read
 */
public record ComposeProject(
    List<String> files,
    Map<String, String> variables,
    Set<String> repeated,
    Set<String> interpolated,
    List<ComposeService> services,
    ComposeNetworks networks,
    List<Problem> problems) {
  private static final String NO_PLAUSIBLE = "has no service that runs Plausible";
  private static final List<List<String>> NAMES =
      List.of(
          List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"),
          List.of(
              "compose.override.yaml",
              "compose.override.yml",
              "docker-compose.override.yaml",
              "docker-compose.override.yml"));

  /** Reads a directory, a compose file with the {@code .env} beside it, or a file of variables. */
  public static ComposeProject read(Path path) {
    if (Files.isDirectory(path)) {
      return readProject(path, Optional.empty());
    }
    return BoundedFile.name(path).matches("(?i).*\\.ya?ml")
        ? readProject(path.toAbsolutePath().resolveSibling(""), Optional.of(path))
        : readVariables(path);
  }

  private static ComposeProject readVariables(Path file) {
    EnvFile.Content content = EnvFile.read(file, Map.of());
    return new ComposeProject(
        List.of(BoundedFile.name(file)),
        content.variables(),
        content.repeated(),
        content.interpolated(),
        List.of(),
        new ComposeNetworks(List.of(), Set.of(), Set.of(), Map.of()),
        content.problems());
  }

  private static ComposeProject readProject(Path directory, Optional<Path> named) {
    List<Problem> problems = new ArrayList<>();
    List<String> files = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    Set<String> interpolated = new TreeSet<>();
    Set<String> repeated = new TreeSet<>();
    Path env = directory.resolve(".env");
    if (Files.isRegularFile(env)) {
      EnvFile.Content content = EnvFile.read(env, Map.of());
      files.add(".env");
      variables.putAll(content.variables());
      repeated.addAll(content.repeated());
      interpolated.addAll(content.interpolated());
      problems.addAll(content.problems());
    }
    ComposeFile merged = new ComposeFile(variables, problems);
    boolean composed = false;
    List<Path> found =
        named.map(List::of).orElseGet(() -> composeFiles(directory, variables, merged));
    for (Path file : found) {
      files.add(BoundedFile.name(file));
      merged.add(file);
      composed = true;
    }
    if (files.isEmpty()) {
      throw ComposeProblem.fatal(
          BoundedFile.name(directory),
          "has neither a compose file nor .env",
          "name the directory of docker-compose.yml, or a file of variables");
    }
    ServiceReader reader = new ServiceReader(merged, problems);
    List<ComposeService> services = reader.services();
    if (composed && services.stream().noneMatch(each -> each.kind() == Kind.PLAUSIBLE)) {
      String file = files.get(files.size() - 1);
      String remedy = "name the directory of its compose file, or a file of its variables";
      if (services.isEmpty() && problems.isEmpty()) {
        throw ComposeProblem.fatal(file, NO_PLAUSIBLE, remedy);
      }
      merged.problem(file, NO_PLAUSIBLE, remedy);
    }
    files.addAll(merged.includedFiles());
    files.addAll(reader.envFiles());
    interpolated.addAll(merged.used());
    ComposeProject read =
        new ComposeProject(
            files.stream().distinct().toList(),
            variables,
            repeated,
            interpolated,
            services,
            reader.networks(services),
            List.of());
    services.stream()
        .filter(read::isOfPlausible)
        .flatMap(each -> reader.problems(each.name()).stream())
        .distinct()
        .forEach(problems::add);
    return read.withProblems(problems);
  }

  private ComposeProject withProblems(List<Problem> found) {
    return new ComposeProject(
        files, variables, repeated, interpolated, services, networks, List.copyOf(found));
  }

  /** Whether a service is Plausible or its database; true if the project has no Plausible. */
  private boolean isOfPlausible(ComposeService service) {
    return service(Kind.PLAUSIBLE).isEmpty()
        || Stream.of(Kind.PLAUSIBLE, Kind.POSTGRES, Kind.CLICKHOUSE)
            .anyMatch(kind -> service(kind).filter(service::equals).isPresent());
  }

  /** The file and its override, or those that COMPOSE_FILE names. */
  private static List<Path> composeFiles(
      Path directory, Map<String, String> variables, ComposeFile merged) {
    String named = variables.getOrDefault("COMPOSE_FILE", "");
    if (named.isEmpty()) {
      return NAMES.stream()
          .flatMap(names -> names.stream().map(directory::resolve).filter(Files::exists).limit(1))
          .toList();
    }
    String usual = named.indexOf(';') >= 0 ? ";" : ":";
    String separator = variables.getOrDefault("COMPOSE_PATH_SEPARATOR", usual);
    List<Path> found = new ArrayList<>();
    for (String name : named.split(Pattern.quote(separator), -1)) {
      Path file = directory.resolve(name.strip()).normalize();
      if (Files.isRegularFile(file)) {
        found.add(file);
      } else {
        merged.problem(
            ".env COMPOSE_FILE",
            "names a file that is not there",
            "put it there, or take COMPOSE_FILE out");
      }
    }
    return found;
  }

  /**
   * The service of a kind: of a database the one that Plausible's address names, of Plausible the
   * one that is always started and has a base URL; else the first.
   */
  public Optional<ComposeService> service(Kind kind) {
    Stream<ComposeService> all = services.stream().filter(service -> service.kind() == kind);
    return switch (kind) {
      case PLAUSIBLE ->
          all.min(
              Comparator.comparing(ComposeService::isOptional)
                  .thenComparing(service -> !service.environment().containsKey("BASE_URL"))
                  .thenComparing(service -> service.image().isEmpty()));
      case POSTGRES -> database(kind, "DATABASE_URL", "plausible_db", all.toList());
      case CLICKHOUSE ->
          database(kind, "CLICKHOUSE_DATABASE_URL", "plausible_events_db", all.toList());
      case OTHER -> all.findFirst();
    };
  }

  /** An address can name a database of another project; no service here is that database. */
  private Optional<ComposeService> database(
      Kind kind, String variable, String usual, List<ComposeService> all) {
    Optional<String> host =
        service(Kind.PLAUSIBLE)
            .map(plausible -> plausible.environment().getOrDefault(variable, ""))
            .flatMap(ComposeAddress::parse)
            .map(ComposeAddress::host);
    Optional<ComposeService> named = networks.service(host.orElse(usual));
    if (named.filter(each -> each.kind() == kind || each.image().isEmpty()).isPresent()) {
      return named;
    }
    boolean elsewhere = named.isEmpty() && host.isPresent() && !networks.isOfMachine(host.get());
    return elsewhere ? Optional.empty() : all.stream().findFirst();
  }

  /** Without the values, which may be secrets. */
  @Override
  public String toString() {
    return "ComposeProject" + files;
  }
}
