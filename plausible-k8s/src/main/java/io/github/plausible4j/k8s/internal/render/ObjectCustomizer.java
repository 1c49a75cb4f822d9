package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.github.plausible4j.k8s.customization.ClaimCustomization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.customization.NamespaceCustomization;
import io.github.plausible4j.k8s.customization.ServiceCustomization;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies a stack's customizations to its Services, its claims and its namespace. */
final class ObjectCustomizer {
  private ObjectCustomizer() {}

  static void apply(Rendering rendering, List<HasMetadata> objects) {
    rendering
        .customizations()
        .forEach(
            customization ->
                customization
                    .<Runnable>match(
                        pods -> () -> {},
                        service -> () -> service(service, objects),
                        claim -> () -> claim(claim, objects),
                        namespace -> () -> namespace(namespace, objects),
                        patch -> () -> {})
                    .run());
  }

  private static void service(ServiceCustomization edit, List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      if (object instanceof Service service && isOf(service, edit.part())) {
        metadata(service, edit.labels(), edit.annotations());
        access(service, edit.access());
      }
    }
  }

  private static void access(Service service, ServiceCustomization.Access access) {
    if (access.outside()) {
      service.getSpec().setType(access.type());
      // Otherwise nodes replace the client address with their own, and all visitors look the same.
      service.getSpec().setExternalTrafficPolicy("Local");
      service.getSpec().setLoadBalancerIP(access.address());
      service.getSpec().getPorts().get(0).setNodePort(access.nodePort());
    }
  }

  private static void claim(ClaimCustomization edit, List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      if (object instanceof PersistentVolumeClaim && isOf(object, edit.part())) {
        metadata(object, edit.labels(), edit.annotations());
      }
    }
  }

  private static void namespace(NamespaceCustomization edit, List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      if (object instanceof Namespace) {
        metadata(object, edit.labels(), edit.annotations());
      }
    }
  }

  private static boolean isOf(HasMetadata object, CustomizedPart part) {
    String label = object.getMetadata().getLabels().get(StackComponent.LABEL);
    return Arrays.stream(StackComponent.values())
        .filter(component -> component.label().equals(label))
        .anyMatch(part::includes);
  }

  private static void metadata(
      HasMetadata object, Map<String, String> labels, Map<String, String> annotations) {
    Map<String, String> all = new TreeMap<>(object.getMetadata().getLabels());
    all.putAll(labels);
    object.getMetadata().setLabels(all);
    Map<String, String> notes = new TreeMap<>(object.getMetadata().getAnnotations());
    notes.putAll(annotations);
    object.getMetadata().setAnnotations(notes);
  }
}
