package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The compose files of a project, merged as compose merges them. The services of each are read by
 * {@link ServiceReader}.
 */
final class ComposeFile {
  private static final int MOST_SERVICES = 200;
  private static final int DEEPEST_EXTENSION = 10;

  /** What is known to be there when a file has no key services: the first format had none. */
  private static final Set<String> MARKS = Set.of("image", "build", "extends");

  private final ComposePaths paths;
  private final Map<String, String> variables;
  private final List<Problem> problems;
  private final Interpolation interpolation;
  private final Inclusion inclusion;
  private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();
  private final Map<String, ComposeSecret> secrets = new TreeMap<>();
  private final Map<String, ComposeSecret> configs = new TreeMap<>();

  /** The included files that services come from, whose directory and variables they have. */
  private final Map<String, ComposeFile> origins = new TreeMap<>();

  /** Files by path, because several services may extend one of them. */
  private final Map<Path, Map<String, Object>> parsed = new HashMap<>();

  private final Set<String> networks = new TreeSet<>();
  private final Set<String> subnets = new TreeSet<>();

  /** The files of a project, whose directory is that of the first one. */
  ComposeFile(Map<String, String> variables, List<Problem> problems) {
    this(null, variables, problems, Inclusion.none());
  }

  ComposeFile(
      @Nullable Path directory,
      Map<String, String> variables,
      List<Problem> problems,
      Inclusion inclusion) {
    this.paths = new ComposePaths(this, directory);
    this.variables = variables;
    this.problems = problems;
    this.inclusion = inclusion;
    this.interpolation =
        new Interpolation(name -> Optional.ofNullable(variables.get(name)), problems);
  }

  ComposePaths paths() {
    return paths;
  }

  Map<String, String> variables() {
    return variables;
  }

  List<Problem> problems() {
    return problems;
  }

  Interpolation interpolation() {
    return interpolation;
  }

  /** The names of the included files, and of their files of variables. */
  Set<String> includedFiles() {
    return inclusion.names();
  }

  /** The names of variables that these files and the included ones refer to. */
  Set<String> used() {
    Set<String> used = new TreeSet<>(interpolation.used());
    origins.values().forEach(origin -> used.addAll(origin.used()));
    return used;
  }

  /** What a service is read with: this, or the included files that it comes from. */
  ComposeFile origin(String service) {
    ComposeFile origin = origins.get(service);
    return origin == null ? this : origin.origin(service);
  }

  Map<String, Map<String, Object>> services() {
    return services;
  }

  Map<String, ComposeSecret> secrets() {
    return secrets;
  }

  Map<String, ComposeSecret> configs() {
    return configs;
  }

  Set<String> networks() {
    return networks;
  }

  Set<String> subnets() {
    return subnets;
  }

  void add(Path file) {
    paths.begin(file);
    String name = BoundedFile.name(file);
    Map<String, Object> root = parsed(file);
    inclusion.of(this, file, root.get("include")).forEach(included -> adopt(name, root, included));
    servicesOf(root)
        .forEach(
            (service, body) -> {
              if (body == ComposeYaml.RESET) {
                services.remove(service);
              } else {
                put(name, service, extended(file, root, service, DEEPEST_EXTENSION));
              }
            });
    map(root.get("secrets"))
        .forEach((secret, body) -> secrets.put(secret, content(file, "secrets", map(body))));
    map(root.get("configs"))
        .forEach((config, body) -> configs.put(config, content(file, "configs", map(body))));
    map(root.get("networks"))
        .forEach(
            (network, body) -> {
              networks.add(network);
              for (Object config : list(map(map(body).get("ipam")).get("config"))) {
                Object subnet = map(config).get("subnet");
                if (subnet != null) {
                  subnets.add(resolved(name + " networks", subnet));
                }
              }
            });
  }

  private Map<String, Object> parsed(Path file) {
    return parsed.computeIfAbsent(file, ComposeYaml::read);
  }

  private void put(String name, String service, Map<String, Object> body) {
    if (services.size() < MOST_SERVICES || services.containsKey(service)) {
      merge(services.computeIfAbsent(service, s -> new LinkedHashMap<>()), body);
    } else if (services.size() == MOST_SERVICES) {
      problem(name, "has more than 200 services", "keep those that belong to Plausible");
    }
  }

  /** Takes over what another file has, unless the file that includes it has the same. */
  private void adopt(String name, Map<String, Object> root, ComposeFile included) {
    Map<String, Object> own = servicesOf(root);
    included.services.forEach(
        (service, body) -> {
          if (own.containsKey(service) && !map(own.get(service)).equals(body)) {
            conflict(name + " service " + service);
          } else {
            put(name, service, body);
            origins.put(service, included);
          }
        });
    for (String kind : List.of("secrets", "configs")) {
      Map<String, Object> taken = map(root.get(kind));
      Map<String, ComposeSecret> all = kind.equals("secrets") ? secrets : configs;
      (kind.equals("secrets") ? included.secrets : included.configs)
          .forEach(
              (key, content) -> {
                if (taken.containsKey(key)) {
                  conflict(name + " " + kind);
                } else {
                  all.put(key, content);
                }
              });
    }
    networks.addAll(included.networks);
    subnets.addAll(included.subnets);
  }

  private void conflict(String place) {
    problem(
        place,
        "is in an included file, too, which compose rejects",
        "rename one of them; change an included service in compose.override.yml");
  }

  /** What a secret or a config consists of. */
  private ComposeSecret content(Path file, String kind, Map<String, Object> body) {
    String place = BoundedFile.name(file) + " " + kind;
    Object path = body.get("file");
    if (path != null) {
      return new ComposeSecret.InFile(paths.beside(file, place, path));
    }
    Object written = kind.equals("configs") ? body.get("content") : null;
    String value =
        written != null
            ? resolved(place, written)
            : variables.get(resolved(place, body.get("environment")));
    return value != null ? new ComposeSecret.InVariable(value) : new ComposeSecret.Elsewhere();
  }

  private static Map<String, Object> servicesOf(Map<String, Object> root) {
    if (root.containsKey("services")) {
      return map(root.get("services"));
    }
    Map<String, Object> first = new LinkedHashMap<>(root);
    first.values().removeIf(body -> MARKS.stream().noneMatch(map(body)::containsKey));
    return first;
  }

  /** A service with what it extends below it. */
  private Map<String, Object> extended(
      Path file, Map<String, Object> root, String service, int depth) {
    String place = BoundedFile.name(file) + " service " + service;
    Map<String, Object> own = map(servicesOf(root).get(service));
    paths.locate(file, own, place);
    Object extension = own.remove("extends");
    if (extension == null) {
      return own;
    }
    Map<String, Object> form =
        extension instanceof Map<?, ?> ? map(extension) : Map.of("service", extension);
    String base = text(place + " extends", form.getOrDefault("service", ""));
    Object other = form.get("file");
    Path from = other == null ? file : paths.beside(file, place + " extends", other);
    Map<String, Object> there =
        depth == 0 || !Files.isRegularFile(from)
            ? Map.of()
            : from.equals(file) ? root : parsed(from);
    if (!servicesOf(there).containsKey(base)) {
      problem(
          place + " extends",
          "names a service that is not there",
          "write one file with docker compose config, and name its directory");
      return own;
    }
    Map<String, Object> merged = extended(from, there, base, depth - 1);
    merge(merged, own);
    return merged;
  }

  /** The override replaces single values, and adds to lists and variables. */
  private void merge(Map<String, Object> service, Map<String, Object> over) {
    over.forEach(
        (key, value) -> {
          Object before = service.get(key);
          if (value == ComposeYaml.RESET) {
            service.remove(key);
          } else if (value instanceof ComposeYaml.Whole whole) {
            service.put(key, whole.value());
          } else if (before == null
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

  /** {@code environment} as a map, or as a list of NAME=value and NAME. */
  Map<String, Object> assignments(@Nullable Object written) {
    if (!(written instanceof List<?>)) {
      Map<String, Object> read = map(written);
      read.values().removeIf(value -> value == ComposeYaml.RESET);
      return read;
    }
    Map<String, Object> read = new LinkedHashMap<>();
    for (Object entry : list(written)) {
      String text = text("environment", entry);
      int equals = text.indexOf('=');
      if (equals < 0) {
        read.put(text, null);
      } else {
        read.put(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    return read;
  }

  String resolved(String place, @Nullable Object value) {
    return interpolation.resolve(place, text(place, value));
  }

  /** A single value; a list or a map in its place is a problem, and is not written out. */
  String text(String place, @Nullable Object value) {
    Object written = written(value);
    if (written instanceof Map<?, ?> || written instanceof List<?>) {
      problem(place, "is a list or a map where one value is due", "write one value");
      return "";
    }
    return written == null || written == ComposeYaml.RESET ? "" : written.toString();
  }

  private static @Nullable Object written(@Nullable Object value) {
    return value instanceof ComposeYaml.Whole whole ? whole.value() : value;
  }

  void problem(String place, String rule, String remedy) {
    Problem problem = ComposeProblem.of(place, rule, remedy);
    if (problems.size() < ComposeProblem.MOST && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  static Map<String, Object> map(@Nullable Object node) {
    Map<String, Object> read = new LinkedHashMap<>();
    if (written(node) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> read.put(String.valueOf(key), value));
    }
    return read;
  }

  static List<Object> list(@Nullable Object node) {
    Object written = written(node);
    return written instanceof List<?> list
        ? new ArrayList<>(list)
        : written == null || written == ComposeYaml.RESET ? List.of() : List.of(written);
  }
}
