package io.github.plausible4j.admin.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads the live values of a stack's Secrets, which after a rotation differ from those it was
 * applied with. The values are not masked: callers must do that. For internal use only.
 */
public final class LiveValues {
  private final KubernetesClient client;
  private final PlausibleStack stack;
  private final SecretVersions versions;

  public LiveValues(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
    this.versions = new SecretVersions(client, stack);
  }

  /** The live version; empty without such a Secret. */
  public Optional<String> version(SecretRole role) {
    return versions.live(role);
  }

  /** A value of the live version; empty without such a Secret or key. */
  public Optional<String> value(SecretRole role, String key) {
    return versions
        .live(role)
        .flatMap(version -> versions.read(role, version))
        .flatMap(values -> values.reveal(key));
  }

  /**
   * The server's SECRET_KEY_BASE, from the stack's own Secret or from the Secret that it refers to.
   */
  public Optional<String> secretKeyBase() {
    Optional<String> value =
        stack.secretKeyBase() instanceof SecretSource.Existing existing
            ? existing(existing)
            : value(SecretRole.SECRET_KEY_BASE, "SECRET_KEY_BASE");
    return value.map(String::strip);
  }

  /**
   * A value of a Secret that the stack refers to but does not manage. Trailing line breaks are
   * removed, as by the shells that read the value from a file.
   */
  public Optional<String> existing(SecretSource.Existing existing) {
    return Optional.ofNullable(
            client.secrets().inNamespace(stack.namespace()).withName(existing.secretName()).get())
        .map(secret -> secret.getData())
        .map(data -> data.get(existing.key()))
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
        .map(value -> value.replaceFirst("\n+$", ""));
  }
}
