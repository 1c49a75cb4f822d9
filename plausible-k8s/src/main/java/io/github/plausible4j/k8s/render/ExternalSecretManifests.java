package io.github.plausible4j.k8s.render;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Renders the objects from which the External Secrets Operator creates the Secrets of a stack. */
final class ExternalSecretManifests {
  private ExternalSecretManifests() {}

  /** Renders one object for each Secret. */
  static List<HasMetadata> render(PlausibleStack stack, String storeKind, String storeName) {
    Map<String, Object> store = new LinkedHashMap<>();
    store.put("kind", Objects.requireNonNull(storeKind, "storeKind"));
    store.put("name", Objects.requireNonNull(storeName, "storeName"));
    return StackSecrets.of(stack).stream()
        .<HasMetadata>map(template -> externalSecret(template, store))
        .toList();
  }

  private static GenericKubernetesResource externalSecret(
      SecretTemplate template, Map<String, Object> store) {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("type", template.type());
    secret.put(
        "metadata", Map.of("labels", template.labels(), "annotations", template.annotations()));
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("name", template.name());
    // The data is useless without the Secret, so the Secret outlives this object.
    target.put("creationPolicy", "Orphan");
    target.put("template", secret);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("secretStoreRef", store);
    spec.put("target", target);
    spec.put("data", template.keys().stream().map(key -> data(template, key)).toList());
    GenericKubernetesResource resource = new GenericKubernetesResource();
    resource.setApiVersion("external-secrets.io/v1");
    resource.setKind("ExternalSecret");
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(template.name())
            .withNamespace(template.namespace())
            .withLabels(template.labels())
            .withAnnotations(template.annotations())
            .build());
    resource.setAdditionalProperty("spec", spec);
    return resource;
  }

  private static Map<String, Object> data(SecretTemplate template, String key) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("secretKey", key);
    Map<String, Object> remote = new LinkedHashMap<>();
    remote.put("key", template.name());
    remote.put("property", key);
    data.put("remoteRef", remote);
    return data;
  }
}
