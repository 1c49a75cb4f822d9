package io.github.plausible4j.admin.rotation;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.PlausibleStack;
import io.github.plausible4j.k8s.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets that the stack refers to and leaves alone. */
final class ForeignSecrets {
  private final KubernetesClient client;
  private final PlausibleStack stack;

  ForeignSecrets(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
  }

  Optional<String> value(SecretSource.Existing existing) {
    @Nullable Secret secret =
        client.secrets().inNamespace(stack.namespace()).withName(existing.secretName()).get();
    return Optional.ofNullable(secret)
        .map(Secret::getData)
        .map(data -> data.get(existing.key()))
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
  }
}
