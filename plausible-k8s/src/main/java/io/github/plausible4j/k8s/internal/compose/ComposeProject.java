package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compose project: its files read, merged and interpolated. For internal use only.
 *
 * @param files the names of the files, in the order in which they were read
 * @param variables of {@code .env}, by name
 * @param interpolated names of {@code .env} that the files refer to
 * @param services in the order of the files; empty where there is no compose file
 * @param problems what cannot be read
 */
public record ComposeProject(
    List<String> files,
    Map<String, String> variables,
    Set<String> interpolated,
    List<ComposeService> services,
    List<Problem> problems) {
  private static final List<List<String>> NAMES =
      List.of(
          List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"),
          List.of(
              "compose.override.yaml",
              "compose.override.yml",
              "docker-compose.override.yaml",
              "docker-compose.override.yml"));

  /** Reads a directory, or a file of variables alone. */
  public static ComposeProject read(Path path) {
    return Files.isDirectory(path) ? readDirectory(path) : readVariables(path);
  }

  private static ComposeProject readVariables(Path file) {
    EnvFile.Content content = EnvFile.read(file, Map.of());
    return new ComposeProject(
        List.of(BoundedFile.name(file)),
        content.variables(),
        content.interpolated(),
        List.of(),
        content.problems());
  }

  private static ComposeProject readDirectory(Path directory) {
    List<Problem> problems = new ArrayList<>();
    List<String> files = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    Set<String> interpolated = new TreeSet<>();
    Path env = directory.resolve(".env");
    if (Files.exists(env)) {
      EnvFile.Content content = EnvFile.read(env, Map.of());
      files.add(".env");
      variables.putAll(content.variables());
      interpolated.addAll(content.interpolated());
      problems.addAll(content.problems());
    }
    ComposeFile merged = new ComposeFile(directory, variables, problems);
    for (List<String> names : NAMES) {
      first(directory, names)
          .ifPresent(
              file -> {
                files.add(BoundedFile.name(file));
                merged.add(file);
              });
    }
    if (files.isEmpty()) {
      throw ComposeProblem.fatal(
          BoundedFile.name(directory),
          "has neither a compose file nor .env",
          "name the directory of docker-compose.yml, or a file of variables");
    }
    List<ComposeService> services = merged.services();
    files.addAll(merged.envFiles());
    interpolated.addAll(merged.interpolated());
    return new ComposeProject(
        List.copyOf(files), variables, interpolated, services, List.copyOf(problems));
  }

  private static Optional<Path> first(Path directory, List<String> names) {
    return names.stream().map(directory::resolve).filter(Files::exists).findFirst();
  }

  /** The first service of a kind. */
  public Optional<ComposeService> service(Kind kind) {
    return services.stream().filter(service -> service.kind() == kind).findFirst();
  }
}
