package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeProject;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import io.github.plausible4j.k8s.internal.compose.ComposeService.Kind;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.stack.ComposeImport.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports everything in a compose project except the variables of Plausible. */
final class ComposeLeftovers {
  static final String TUNNEL_TOKEN = "TUNNEL_TOKEN";
  static final String TUNNEL = "exposure(ExposureSpec.tunnelToken(...)) lets the stack run it";
  static final String COMPOSE = "it configures compose itself";
  private static final String OTHER = "it belongs to another program";

  private final ComposeProject project;
  private final Optional<ComposeService> application;
  private final ComposeMapping mapping;

  /** The services that the stack replaces. */
  private final Set<ComposeService> own = new HashSet<>();

  ComposeLeftovers(
      ComposeProject project, Optional<ComposeService> application, ComposeMapping mapping) {
    this.project = project;
    this.application = application;
    this.mapping = mapping;
    application.ifPresent(own::add);
    project.service(Kind.POSTGRES).ifPresent(own::add);
    project.service(Kind.CLICKHOUSE).ifPresent(own::add);
  }

  void report() {
    application.ifPresent(this::application);
    project.services().forEach(this::service);
  }

  private void application(ComposeService service) {
    service
        .unset()
        .keySet()
        .forEach(name -> mapping.notUsed(name, "its value comes from the shell and is in no file"));
    service.secrets().keySet().stream()
        .filter(name -> Variables.find(name).isEmpty())
        .forEach(
            name ->
                mapping.service(
                    mapping.unused(), service, "secret " + name, "Plausible does not read it"));
    for (String name : project.variables().keySet()) {
      if (ComposeMapping.isForCompose(name)) {
        mapping.env(mapping.left(), name, COMPOSE);
      } else if (!mapping.isReported(name)) {
        boolean part = project.interpolated().contains(name);
        mapping.env(
            part ? mapping.used() : mapping.unused(),
            name,
            part ? "used in the compose file" : "it is not passed to Plausible");
      }
    }
  }

  private void service(ComposeService service) {
    boolean ours = own.contains(service);
    List<Item> list = ours ? mapping.left() : mapping.unused();
    if (application.filter(service::equals).isEmpty()) {
      String settings = ours ? "the stack's own database has its own settings" : OTHER;
      for (String name : service.environment().keySet()) {
        boolean tunnel = name.equals(TUNNEL_TOKEN);
        mapping.service(tunnel ? mapping.left() : list, service, name, tunnel ? TUNNEL : settings);
      }
      service.unset().keySet().forEach(name -> mapping.service(list, service, name, settings));
      service
          .secrets()
          .keySet()
          .forEach(name -> mapping.service(list, service, "secret " + name, settings));
    }
    for (ComposeService.Mount mount : service.mounts()) {
      String kind = mount.isConfig() ? "config " : "volume ";
      mapping.service(list, service, kind + mount.target(), ours ? volume(mount) : OTHER);
    }
    for (String key : service.others()) {
      mapping.service(list, service, key, ours ? replacement(key) : OTHER);
    }
  }

  private static String volume(ComposeService.Mount mount) {
    String target = mount.target();
    if (target.contains("/config.d") || target.endsWith("/config.xml")) {
      return "ClickHouseSpec.managed().withServerFiles(...), if the stack's own are not enough";
    }
    if (target.contains("/users.d") || target.endsWith("/users.xml")) {
      return "ClickHouseSpec.managed().withUserFiles(...), if the stack's own are not enough";
    }
    if (target.endsWith(".conf")) {
      return "PostgresSpec.managed().withParameters(...)";
    }
    boolean data =
        List.of("postgresql", "/var/lib/clickhouse", "/var/lib/plausible", "/bitnami/clickhouse")
            .stream()
            .anyMatch(target::contains);
    return data
        ? "the stack keeps its data on its own volumes; move the data in "
            + (mount.source().isEmpty() ? "it" : mount.source())
        : "the stack has no such volume; customize(...) can mount one";
  }

  private static String replacement(String key) {
    return switch (key) {
      case "ports", "expose", "networks", "labels" -> "exposure, a Service and NetworkPolicies";
      case "command", "entrypoint" -> "a Job creates and migrates the databases";
      case "depends_on", "healthcheck" -> "probes and containers that wait";
      case "ulimits" -> "the limits of the node's container runtime";
      case "restart", "deploy" -> "the Deployment or StatefulSet";
      case "build" -> "release(...), with withPlausible(version, image) for an image of your own";
      default -> "the stack's own manifests";
    };
  }
}
