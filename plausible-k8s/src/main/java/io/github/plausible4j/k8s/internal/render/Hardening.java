package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Security contexts, node selectors, tolerations and resources of all pods of a stack. */
public final class Hardening {
  private Hardening() {}

  /** A pod spec that Pod Security "restricted" admits, for nodes of the stack's architecture. */
  static PodSpec pod(
      Rendering rendering,
      StackComponent component,
      Map<String, String> nodeSelector,
      long uid,
      @Nullable OwnershipStrategy ownership) {
    PlausibleStack stack = rendering.stack();
    PodSpec pod = new PodSpec();
    pod.setServiceAccountName(stack.name());
    pod.setAutomountServiceAccountToken(false);
    pod.setEnableServiceLinks(false);
    stack
        .imagePullSecrets()
        .forEach(secret -> pod.getImagePullSecrets().add(new LocalObjectReference(secret)));
    pod.setNodeSelector(nodes(stack, nodeSelector));
    pod.setTolerations(tolerations(stack, component));
    pod.setSecurityContext(securityContext(uid, ownership));
    return pod;
  }

  /** The node selector of a pod. An architecture in {@code nodeSelector} overrides the stack's. */
  public static Map<String, String> nodes(PlausibleStack stack, Map<String, String> nodeSelector) {
    Map<String, String> nodes = new TreeMap<>(nodeSelector);
    nodes.put("kubernetes.io/os", "linux");
    String architecture = stack.architecture().label();
    if (architecture != null) {
      nodes.putIfAbsent("kubernetes.io/arch", architecture);
    }
    return nodes;
  }

  static PodSecurityContext securityContext(long uid, @Nullable OwnershipStrategy ownership) {
    PodSecurityContextBuilder context =
        new PodSecurityContextBuilder()
            .withRunAsNonRoot(true)
            .withRunAsUser(uid)
            .withRunAsGroup(uid)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    if (ownership == OwnershipStrategy.FS_GROUP) {
      context.withFsGroup(uid).withFsGroupChangePolicy("OnRootMismatch");
    }
    return context.build();
  }

  static SecurityContext container(boolean readOnlyRoot) {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(readOnlyRoot)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  static List<Toleration> tolerations(PlausibleStack stack, StackComponent component) {
    return stack.tolerations(component).stream()
        .map(
            each ->
                new TolerationBuilder()
                    .withKey(each.key())
                    .withOperator(each.value() == null ? "Exists" : "Equal")
                    .withValue(each.value())
                    .withEffect(each.effect())
                    .build())
        .toList();
  }

  static ResourceRequirements resources(PlausibleStack stack, StackComponent component) {
    return resources(stack, stack.resources(component));
  }

  private static ResourceRequirements resources(PlausibleStack stack, Resources resources) {
    ResourceRequirementsBuilder requirements =
        new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity(resources.cpuRequest()))
            .addToRequests("memory", new Quantity(resources.memoryRequest()))
            .addToLimits("memory", new Quantity(resources.memoryLimit()));
    String limit = resources.cpuLimit() == null ? stack.cpuLimit() : resources.cpuLimit();
    return (limit == null ? requirements : requirements.addToLimits("cpu", new Quantity(limit)))
        .build();
  }

  /** The resources of small init containers. */
  static ResourceRequirements small(Rendering rendering) {
    return resources(rendering.stack(), Resources.of("10m", "16Mi", "64Mi"));
  }
}
