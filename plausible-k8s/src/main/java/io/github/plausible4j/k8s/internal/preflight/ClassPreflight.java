package io.github.plausible4j.k8s.internal.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.ResourceKind;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.PreflightFinding;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the classes and claims that a stack needs exist. */
final class ClassPreflight {
  private static final String DEFAULT_STORAGE = "storageclass.kubernetes.io/is-default-class";
  private static final String DEFAULT_INGRESS = "ingressclass.kubernetes.io/is-default-class";

  private final KubeApi api;
  private final PlausibleStack stack;
  private final List<HasMetadata> objects;
  private final List<PreflightFinding> findings = new ArrayList<>();

  ClassPreflight(KubeApi api, PlausibleStack stack, List<HasMetadata> objects) {
    this.api = api;
    this.stack = stack;
    this.objects = objects;
  }

  List<PreflightFinding> check() {
    Set<String> storage = new TreeSet<>();
    Set<String> ingress = new TreeSet<>();
    for (HasMetadata object : objects) {
      if (object instanceof PersistentVolumeClaim claim) {
        String name = claim.getSpec().getStorageClassName();
        storage.add(name == null ? DEFAULT : name);
      } else if (object instanceof Ingress each) {
        String name = each.getSpec().getIngressClassName();
        ingress.add(name == null ? DEFAULT : name);
      }
    }
    storage.remove(""); // bound by name to one of the stack's own volumes
    classes("StorageClass", "storage.k8s.io/v1", DEFAULT_STORAGE, storage);
    classes("IngressClass", "networking.k8s.io/v1", DEFAULT_INGRESS, ingress);
    existingClaims();
    return findings;
  }

  private static final String DEFAULT = "\0default";

  private void classes(
      String kind, String apiVersion, String defaultAnnotation, Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    List<KubeObject> known;
    try {
      known = api.list(ResourceKind.builtIn(apiVersion, kind), "", "");
    } catch (KubeApiException e) {
      findings.add(
          PreflightFinding.warning(
              kind, "cannot be listed: " + e.getMessage(), "check whether it exists"));
      return;
    }
    String there =
        known.isEmpty()
            ? "the cluster has none"
            : "it has " + String.join(", ", known.stream().map(KubeObject::name).toList());
    for (String name : names) {
      boolean found =
          known.stream()
              .anyMatch(
                  each ->
                      name.equals(DEFAULT)
                          ? each.annotation(defaultAnnotation).equals("true")
                          : each.name().equals(name));
      String subject = kind + " " + (name.equals(DEFAULT) ? "(default)" : name);
      findings.add(
          found
              ? PreflightFinding.ok(subject, "exists")
              : PreflightFinding.error(
                  subject,
                  "does not exist; " + there,
                  "name an existing one in the stack, or make one the default"));
    }
  }

  /** Checks claims that pods mount but the stack does not create. */
  private void existingClaims() {
    Set<String> mounted = new TreeSet<>();
    Set<String> own = new TreeSet<>();
    for (HasMetadata object : objects) {
      if (object instanceof PersistentVolumeClaim) {
        own.add(object.getMetadata().getName());
      }
      api.object(object)
          .at("/spec/template/spec/volumes")
          .forEach(volume -> mounted.add(volume.at("/persistentVolumeClaim/claimName").asText("")));
    }
    mounted.remove("");
    mounted.removeAll(own);
    for (String name : mounted) {
      ObjectRef key = new ObjectRef("v1", "PersistentVolumeClaim", stack.namespace(), name);
      findings.add(
          api.get(key).isPresent()
              ? PreflightFinding.ok(key.toString(), "exists")
              : PreflightFinding.error(
                  key.toString(), "does not exist", "create it, or choose StorageSpec.dynamic"));
    }
  }
}
