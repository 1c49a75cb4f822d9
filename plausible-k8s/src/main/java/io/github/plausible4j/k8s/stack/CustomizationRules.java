package io.github.plausible4j.k8s.stack;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.github.plausible4j.k8s.customization.ClaimCustomization;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.customization.NamespaceCustomization;
import io.github.plausible4j.k8s.customization.ObjectPatch;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.customization.ServiceCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks each customization by itself. Whether it would break the stack is checked on the rendered
 * objects.
 */
final class CustomizationRules {
  private static final int LONGEST_NAME = 63;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+");
  private static final Pattern PATH = Pattern.compile("/[^:]*");
  private static final String REMEDY_LABEL = "use letters, digits, hyphens, dots and underscores";

  private final PlausibleStack stack;
  private final ProblemCollector problems;

  private CustomizationRules(PlausibleStack stack, ProblemCollector problems) {
    this.stack = stack;
    this.problems = problems;
  }

  static void check(PlausibleStack stack, ProblemCollector problems) {
    CustomizationRules rules = new CustomizationRules(stack, problems);
    for (Customization customization : stack.customizations()) {
      customization
          .<Runnable>match(
              pods -> () -> rules.pods(pods),
              service -> () -> rules.service(service),
              claim -> () -> rules.claim(claim),
              namespace -> () -> rules.namespace(namespace),
              patch -> () -> rules.patch(patch))
          .run();
    }
  }

  private void pods(PodCustomization pods) {
    String field = "customize.pods(" + pods.part() + ")";
    if (!StackObjects.has(stack, pods.part(), StackObjects.Kind.POD)) {
      absent(field, "pods");
    }
    metadata(field, pods.labels(), pods.annotations());
    Stream.of(pods.requiredNodes(), pods.preferredNodes())
        .flatMap(List::stream)
        .forEach(node -> node(field, node));
    pods.spread().forEach(key -> problems.labels(field + ".spread", Map.of(key, "")));
    problems.dnsName(field + ".priorityClass", pods.priorityClass());
    pods.volumes().forEach(each -> dnsLabel(field + ".volume", each.getName()));
    pods.mounts().forEach(each -> path(field + ".mount", String.valueOf(each.getMountPath())));
    pods.variables().forEach(each -> variable(field + ".variable", each));
    pods.sidecars().forEach(each -> container(field + ".sidecar", each));
    pods.initContainers().forEach(each -> container(field + ".initContainer", each));
    if (!pods.sidecars().isEmpty() && pods.part().includes(StackComponent.MIGRATION)) {
      problems.add(
          field + ".sidecar",
          pods.sidecars().get(0).getName(),
          "keeps the Jobs from ending",
          "name a single part instead, or use withInitContainer with the restart policy Always");
    }
    user(field, pods);
    operator(field, pods);
  }

  private void user(String field, PodCustomization pods) {
    if (pods.arbitraryUser() && PodSecurity.neededBy(stack) != PodSecurity.RESTRICTED) {
      problems.add(
          field + ".arbitraryUser",
          null,
          "cannot be used in a stack with containers that run as root, as CHOWN_INIT and bundled"
              + " mail do",
          "use another ownership strategy or another way to send mail");
    }
  }

  /** CloudNativePG creates its pods itself and supports only some of the fields of a pod. */
  private void operator(String field, PodCustomization pods) {
    boolean unknown =
        Stream.of(pods.volumes(), pods.mounts(), pods.sidecars(), pods.initContainers())
            .anyMatch(list -> !list.isEmpty());
    if (unknown
        && pods.part().includes(StackComponent.POSTGRES)
        && stack.postgres() instanceof PostgresSpec.CloudNativePg) {
      problems.add(
          field,
          null,
          "has volumes, mounts or containers, which the operator does not support",
          "name the other parts, or change the Cluster with Customization.patch(\"Cluster\", \""
              + stack.named("postgres")
              + "\", ...)");
    }
  }

  private void service(ServiceCustomization service) {
    String field = "customize.service(" + service.part() + ")";
    ServiceCustomization.Access access = service.access();
    if (!StackObjects.has(stack, service.part(), StackObjects.Kind.SERVICE)) {
      absent(field, "Service");
    }
    metadata(field, service.labels(), service.annotations());
    if (access.outside() && service.part() != CustomizedPart.PLAUSIBLE) {
      problems.add(
          field,
          access.type(),
          "would expose more than Plausible to the outside",
          "use Customization.service(CustomizedPart.PLAUSIBLE)");
    }
    if (access.outside() && tunnel()) {
      problems.add(
          field,
          access.type(),
          "would have no effect, because with a tunnel nothing else may reach Plausible",
          "use exposure(ExposureSpec.none())");
    }
    String address = access.address();
    if (address != null && !ADDRESS.matcher(address).matches()) {
      problems.add(field + ".address", address, "is not an IP address", "write it as 192.0.2.10");
    }
    Integer port = access.nodePort();
    if (port != null && (port < 1 || port > HIGHEST_PORT)) {
      problems.add(field + ".nodePort", port, "is not a port", "use 30000 to 32767");
    }
  }

  private boolean tunnel() {
    return StackObjects.has(stack, CustomizedPart.TUNNEL, StackObjects.Kind.POD);
  }

  private void claim(ClaimCustomization claim) {
    String field = "customize.claim(" + claim.part() + ")";
    if (!StackObjects.has(stack, claim.part(), StackObjects.Kind.CLAIM)) {
      absent(field, "claim that the stack creates");
    }
    metadata(field, claim.labels(), claim.annotations());
  }

  private void namespace(NamespaceCustomization namespace) {
    if (!stack.createNamespace()) {
      problems.add(
          "customize.namespace",
          stack.namespace(),
          "is not created by the stack",
          "label it where it is created, or use createNamespace(true)");
    }
    metadata("customize.namespace", namespace.labels(), namespace.annotations());
  }

  private void patch(ObjectPatch patch) {
    String remedy = "write it as Customization.patch(\"Deployment\", \"plausible\", ...)";
    problems.notBlank("customize.patch.kind", patch.kind(), remedy);
    problems.notBlank("customize.patch.name", patch.name(), remedy);
  }

  private void absent(String field, String what) {
    problems.add(
        field, null, "is for a part that has no " + what + " in this stack", "leave it out");
  }

  private void metadata(String field, Map<String, String> labels, Map<String, String> annotations) {
    problems.labels(field + ".label", labels, REMEDY_LABEL);
    problems.annotations(field + ".annotation", annotations);
  }

  private void node(String field, NodeSelectorRequirement node) {
    if (node.getValues().isEmpty()) {
      problems.labels(field + ".nodes", Map.of(node.getKey(), ""));
    }
    node.getValues()
        .forEach(value -> problems.labels(field + ".nodes", Map.of(node.getKey(), value)));
  }

  private void container(String field, Container container) {
    dnsLabel(field, container.getName());
    if (container.getImage() == null || container.getImage().isBlank()) {
      problems.add(field, container.getName(), "has no image", "set its image");
    }
    container
        .getVolumeMounts()
        .forEach(mount -> path(field + ".mount", String.valueOf(mount.getMountPath())));
  }

  private void dnsLabel(String field, String name) {
    problems.dnsLabel(field, String.valueOf(name), LONGEST_NAME);
  }

  private void path(String field, String path) {
    if (!PATH.matcher(path).matches()) {
      problems.add(field, path, "is not an absolute path", "write it as /etc/ssl/extra");
    }
  }

  private void variable(String field, EnvVar variable) {
    if (!VARIABLE.matcher(variable.getName()).matches()) {
      problems.add(
          field, variable.getName(), "is not a valid name of a variable", "write it as LOG_LEVEL");
    }
    var from = variable.getValueFrom();
    if (from.getSecretKeyRef() != null) {
      problems.source(
          field + " " + variable.getName(),
          SecretSource.existing(from.getSecretKeyRef().getName(), from.getSecretKeyRef().getKey()));
    } else {
      problems.dnsName(field + ".configMap", from.getConfigMapKeyRef().getName());
    }
  }
}
