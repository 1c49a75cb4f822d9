package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The compose file of a project and its override, merged as compose merges them. */
final class ComposeFile {
  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 20;
  private static final int MOST_SERVICES = 200;

  /** Keys of a service that are read by name; of the others the name alone is reported. */
  private static final Set<String> READ =
      Set.of("image", "environment", "env_file", "secrets", "volumes");

  private final Path directory;
  private final Map<String, String> variables;
  private final List<Problem> problems;
  private final Interpolation interpolation;
  private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();
  private final Map<String, String> secretFiles = new TreeMap<>();
  private final Set<String> envFiles = new LinkedHashSet<>();

  ComposeFile(Path directory, Map<String, String> variables, List<Problem> problems) {
    this.directory = directory;
    this.variables = variables;
    this.problems = problems;
    this.interpolation =
        new Interpolation(name -> Optional.ofNullable(variables.get(name)), problems);
  }

  Set<String> interpolated() {
    return interpolation.used();
  }

  Set<String> envFiles() {
    return envFiles;
  }

  void add(Path file) {
    String name = BoundedFile.name(file);
    Map<String, Object> root = map(parse(file, name));
    map(root.get("services"))
        .forEach(
            (service, body) -> {
              if (services.size() < MOST_SERVICES) {
                merge(services.computeIfAbsent(service, s -> new LinkedHashMap<>()), map(body));
              }
            });
    map(root.get("secrets"))
        .forEach(
            (secret, body) -> {
              Object path = map(body).get("file");
              if (path != null) {
                Path resolved = directory.resolve(resolved(name + " secrets", path));
                secretFiles.put(secret, resolved.toString());
              }
            });
  }

  private @Nullable Object parse(Path file, String name) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(BoundedFile.LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      return new Yaml(new SafeConstructor(options)).load(BoundedFile.read(file));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw ComposeProblem.fatal(
          name + " line " + line, "is not YAML", "check it with docker compose config");
    } catch (YAMLException e) {
      throw ComposeProblem.fatal(
          name, "is not YAML within the limits", "check it with docker compose config");
    }
  }

  /** The override replaces single values, and adds to lists and variables. */
  private static void merge(Map<String, Object> service, Map<String, Object> over) {
    over.forEach(
        (key, value) -> {
          Object before = service.get(key);
          if (before == null
              || value == null
              || key.equals("command")
              || key.equals("entrypoint")) {
            service.put(key, value);
          } else if (key.equals("environment")) {
            Map<String, Object> both = new LinkedHashMap<>(assignments(before));
            both.putAll(assignments(value));
            service.put(key, both);
          } else if (before instanceof List<?> || value instanceof List<?>) {
            List<Object> both = new ArrayList<>(list(before));
            both.addAll(list(value));
            service.put(key, both);
          } else {
            service.put(key, value);
          }
        });
  }

  List<ComposeService> services() {
    List<ComposeService> read = new ArrayList<>();
    services.forEach((name, body) -> read.add(service(name, body)));
    return read;
  }

  private ComposeService service(String name, Map<String, Object> body) {
    String place = "service " + name;
    Map<String, String> environment = new LinkedHashMap<>();
    for (Object entry : list(body.get("env_file"))) {
      Object path = entry instanceof Map<?, ?> ? map(entry).get("path") : entry;
      envFile(place, String.valueOf(path), environment);
    }
    assignments(body.get("environment"))
        .forEach(
            (variable, value) -> {
              if (value == null) {
                String passed = variables.get(variable);
                if (passed != null) {
                  environment.put(variable, passed);
                }
              } else {
                environment.put(variable, resolved(place + " " + variable, value));
              }
            });
    Map<String, String> secrets = new TreeMap<>();
    for (Object entry : list(body.get("secrets"))) {
      Map<String, Object> form = entry instanceof Map<?, ?> ? map(entry) : Map.of("source", entry);
      String source = String.valueOf(form.get("source"));
      String target = String.valueOf(form.getOrDefault("target", source));
      secrets.put(target, secretFiles.getOrDefault(source, ""));
    }
    List<ComposeService.Mount> mounts = new ArrayList<>();
    list(body.get("volumes")).forEach(volume -> mounts.add(mount(place, volume)));
    List<String> others = body.keySet().stream().filter(key -> !READ.contains(key)).toList();
    Object image = body.get("image");
    return new ComposeService(
        name,
        image == null ? "" : resolved(place + " image", image),
        environment,
        secrets,
        mounts,
        others);
  }

  private void envFile(String place, String written, Map<String, String> environment) {
    Path path = directory.resolve(resolved(place + " env_file", written)).normalize();
    if (!Files.isRegularFile(path)) {
      problems.add(
          ComposeProblem.of(
              place + " env_file",
              "names a file that is not there",
              "put it beside the compose file, or take it out"));
      return;
    }
    if (!path.equals(directory.resolve(".env").normalize())) {
      envFiles.add(BoundedFile.name(path));
    }
    EnvFile.Content content = EnvFile.read(path, variables);
    environment.putAll(content.variables());
    content.problems().stream().filter(each -> !problems.contains(each)).forEach(problems::add);
  }

  private ComposeService.Mount mount(String place, Object volume) {
    if (volume instanceof Map<?, ?>) {
      Map<String, Object> form = map(volume);
      return new ComposeService.Mount(
          resolved(place + " volumes", form.getOrDefault("source", "")),
          resolved(place + " volumes", form.getOrDefault("target", "")));
    }
    String[] parts = resolved(place + " volumes", volume).split(":", -1);
    return parts.length == 1
        ? new ComposeService.Mount("", parts[0])
        : new ComposeService.Mount(parts[0], parts[1]);
  }

  private String resolved(String place, Object value) {
    return interpolation.resolve(place, String.valueOf(value));
  }

  /** {@code environment} as a map, or as a list of NAME=value and NAME. */
  private static Map<String, Object> assignments(@Nullable Object written) {
    if (!(written instanceof List<?>)) {
      return map(written);
    }
    Map<String, Object> read = new LinkedHashMap<>();
    for (Object entry : list(written)) {
      String text = String.valueOf(entry);
      int equals = text.indexOf('=');
      if (equals < 0) {
        read.put(text, null);
      } else {
        read.put(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    return read;
  }

  private static Map<String, Object> map(@Nullable Object node) {
    Map<String, Object> read = new LinkedHashMap<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> read.put(String.valueOf(key), value));
    }
    return read;
  }

  private static List<Object> list(@Nullable Object node) {
    return node instanceof List<?> list
        ? new ArrayList<>(list)
        : node == null ? List.of() : List.of(node);
  }
}
