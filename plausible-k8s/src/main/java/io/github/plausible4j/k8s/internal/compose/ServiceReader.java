package io.github.plausible4j.k8s.internal.compose;

import io.github.plausible4j.k8s.validation.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the services of merged compose files say, with the variables of their files. */
final class ServiceReader {
  /** Keys of a service that are read by name; of the others the name alone is reported. */
  private static final Set<String> READ =
      Set.of("image", "environment", "env_file", "secrets", "configs", "volumes");

  private final ComposeFile all;
  private final List<Problem> problems;
  private final Map<String, List<Problem>> problemsOfServices = new LinkedHashMap<>();
  private final Set<String> envFiles = new LinkedHashSet<>();
  private final Map<String, String> extraHosts = new TreeMap<>();

  /** Other names of services, as some of them are linked. */
  private final Map<String, Set<String>> links = new TreeMap<>();

  ServiceReader(ComposeFile all, List<Problem> problems) {
    this.all = all;
    this.problems = problems;
  }

  Set<String> envFiles() {
    return envFiles;
  }

  List<ComposeService> services() {
    all.services()
        .forEach((name, body) -> hostsOfOthers(all.origin(name), "service " + name, body));
    List<ComposeService> read = new ArrayList<>();
    all.services()
        .forEach(
            (name, body) -> {
              int before = problems.size();
              read.add(service(all.origin(name), name, body));
              List<Problem> own = problems.subList(before, problems.size());
              problemsOfServices.put(name, List.copyOf(own));
              own.clear();
            });
    return read;
  }

  /** The problems in the files of a service. */
  List<Problem> problems(String service) {
    return problemsOfServices.getOrDefault(service, List.of());
  }

  ComposeNetworks networks(List<ComposeService> services) {
    return new ComposeNetworks(services, all.networks(), all.subnets(), extraHosts);
  }

  private void hostsOfOthers(ComposeFile file, String place, Map<String, Object> body) {
    for (Object link : ComposeFile.list(body.get("links"))) {
      String[] parts = file.resolved(place + " links", link).split(":", 2);
      links
          .computeIfAbsent(parts[0], service -> new TreeSet<>())
          .add(lower(parts[parts.length - 1]));
    }
    for (Object link : ComposeFile.list(body.get("external_links"))) {
      String[] parts = file.resolved(place + " external_links", link).split(":", 2);
      extraHosts.put(lower(parts[parts.length - 1]), "external");
    }
    Object extra = body.get("extra_hosts");
    if (extra instanceof Map<?, ?>) {
      ComposeFile.map(extra)
          .forEach((host, to) -> extraHosts.put(lower(host), file.resolved(place, to)));
    } else {
      for (Object entry : ComposeFile.list(extra)) {
        String[] parts = file.resolved(place + " extra_hosts", entry).split("[=:]", 2);
        extraHosts.put(lower(parts[0]), parts.length == 1 ? "" : lower(parts[1]));
      }
    }
  }

  private ComposeService service(ComposeFile file, String name, Map<String, Object> body) {
    String place = "service " + name;
    Map<String, String> environment = new LinkedHashMap<>();
    Map<String, String> unset = new TreeMap<>();
    for (Object entry : ComposeFile.list(body.get("env_file"))) {
      envFile(file, place, ComposeFile.map(entry), environment);
    }
    file.assignments(body.get("environment"))
        .forEach(
            (variable, value) -> {
              Optional<String> lacking =
                  value == null
                      ? Optional.of(variable).filter(each -> !file.variables().containsKey(each))
                      : file.interpolation().lacks(value.toString());
              if (lacking.isPresent()) {
                environment.remove(variable);
                unset.put(variable, lacking.get());
              } else if (value == null) {
                environment.put(variable, file.variables().getOrDefault(variable, ""));
              } else {
                environment.put(variable, file.resolved(place + " " + variable, value));
              }
            });
    List<ComposeService.Mount> mounts = new ArrayList<>();
    ComposeFile.list(body.get("volumes")).forEach(volume -> mounts.add(mount(file, place, volume)));
    Map<String, ComposeSecret> configs = configs(file, place, body, mounts);
    Map<String, ComposeService.Mount> last = new LinkedHashMap<>();
    mounts.forEach(mount -> last.put(mount.target(), mount)); // An override replaces a mount.
    mounts.clear();
    mounts.addAll(last.values());
    List<String> others = body.keySet().stream().filter(key -> !READ.contains(key)).toList();
    return new ComposeService(
        name,
        hosts(file, name, body),
        file.resolved(place + " image", body.get("image")),
        isOptional(body),
        environment,
        unset,
        secrets(file, place, body, environment, mounts, configs),
        mounts,
        others);
  }

  /** Whether a service has profiles, and COMPOSE_PROFILES of {@code .env} has none of them. */
  private boolean isOptional(Map<String, Object> body) {
    List<String> asked =
        List.of(all.variables().getOrDefault("COMPOSE_PROFILES", "").split("\\s*,\\s*", -1));
    List<Object> profiles = ComposeFile.list(body.get("profiles"));
    return !profiles.isEmpty()
        && !asked.contains("*")
        && profiles.stream().noneMatch(each -> asked.contains(String.valueOf(each)));
  }

  /** The content of configs by the path of each in the container; each is a mount, too. */
  private Map<String, ComposeSecret> configs(
      ComposeFile file, String place, Map<String, Object> body, List<ComposeService.Mount> mounts) {
    Map<String, ComposeSecret> configs = new TreeMap<>();
    for (Object entry : ComposeFile.list(body.get("configs"))) {
      Map<String, Object> form =
          entry instanceof Map<?, ?> ? ComposeFile.map(entry) : Map.of("source", entry);
      String source = file.resolved(place + " configs", form.get("source"));
      String target = file.resolved(place + " configs", form.getOrDefault("target", "/" + source));
      mounts.add(ComposeService.Mount.ofConfig(source, target));
      configs.put(target, known(file.configs(), all.configs(), source));
    }
    return configs;
  }

  private static ComposeSecret known(
      Map<String, ComposeSecret> own, Map<String, ComposeSecret> all, String source) {
    return own.getOrDefault(source, all.getOrDefault(source, new ComposeSecret.Elsewhere()));
  }

  private Map<String, ComposeSecret> secrets(
      ComposeFile file,
      String place,
      Map<String, Object> body,
      Map<String, String> environment,
      List<ComposeService.Mount> mounts,
      Map<String, ComposeSecret> configs) {
    Map<String, ComposeSecret> secrets =
        MountedSecrets.of(file.paths().directory(), environment, mounts, configs);
    for (Object entry : ComposeFile.list(body.get("secrets"))) {
      Map<String, Object> form =
          entry instanceof Map<?, ?> ? ComposeFile.map(entry) : Map.of("source", entry);
      String source = file.text(place + " secrets", form.get("source"));
      String target = file.text(place + " secrets", form.getOrDefault("target", source));
      secrets.put(
          target.substring(target.lastIndexOf('/') + 1),
          known(file.secrets(), all.secrets(), source));
    }
    return secrets;
  }

  /** Everything that the network calls a service by. */
  private Set<String> hosts(ComposeFile file, String name, Map<String, Object> body) {
    String place = "service " + name;
    Set<String> hosts = new TreeSet<>();
    hosts.add(lower(name));
    for (String key : List.of("container_name", "hostname")) {
      hosts.add(lower(file.resolved(place + " " + key, body.get(key))));
    }
    String domain = file.resolved(place + " domainname", body.get("domainname"));
    hosts.add(lower(file.resolved(place + " hostname", body.get("hostname")) + "." + domain));
    ComposeFile.map(body.get("networks"))
        .values()
        .forEach(
            network -> {
              Map<String, Object> form = ComposeFile.map(network);
              for (String key : List.of("ipv4_address", "ipv6_address")) {
                hosts.add(lower(file.resolved(place + " networks", form.get(key))));
              }
              ComposeFile.list(form.get("aliases"))
                  .forEach(alias -> hosts.add(lower(file.resolved(place + " networks", alias))));
            });
    hosts.addAll(links.getOrDefault(name, Set.of()));
    hosts.removeIf(host -> host.isEmpty() || host.startsWith(".") || host.endsWith("."));
    return hosts;
  }

  private void envFile(
      ComposeFile file, String place, Map<String, Object> form, Map<String, String> environment) {
    Path path = Path.of(file.text(place + " env_file", form.get("path")));
    if (!Files.isRegularFile(path)) {
      if (!"false".equals(form.get("required"))) {
        file.problem(
            place + " env_file",
            "names a file that is not there",
            "put it beside the compose file, or take it out");
      }
      return;
    }
    if (!path.equals(file.paths().directory().resolve(".env").normalize())) {
      envFiles.add(BoundedFile.name(path));
    }
    EnvFile.Content content =
        "raw".equals(form.get("format"))
            ? EnvFile.readRaw(path)
            : EnvFile.read(path, file.variables());
    environment.putAll(content.variables());
    content.problems().stream().filter(each -> !problems.contains(each)).forEach(problems::add);
  }

  private static ComposeService.Mount mount(
      ComposeFile file, String place, @Nullable Object volume) {
    if (volume instanceof Map<?, ?>) {
      Map<String, Object> form = ComposeFile.map(volume);
      String source = file.resolved(place + " volumes", form.get("source"));
      boolean isRelative = "bind".equals(form.get("type")) && source.matches("[^./~].*");
      return new ComposeService.Mount(
          isRelative ? "./" + source : source,
          file.resolved(place + " volumes", form.get("target")));
    }
    String written = file.resolved(place + " volumes", volume);
    // C:\data:/target
    int from = written.matches("[A-Za-z]:[\\\\/].*") ? 2 : 0;
    int colon = written.indexOf(':', from);
    if (colon < 0) {
      return new ComposeService.Mount("", written);
    }
    String target = written.substring(colon + 1);
    int mode = target.indexOf(':');
    return new ComposeService.Mount(
        written.substring(0, colon), mode < 0 ? target : target.substring(0, mode));
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
