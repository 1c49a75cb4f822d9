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
 * What a stack's Secrets hold now, which after a rotation are others than those it was applied
 * with. The texts are in clear: callers mask them. For internal use only.
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

  /** The version that is live; empty without such a Secret. */
  public Optional<String> version(SecretRole role) {
    return versions.live(role);
  }

  /** A value of the version that is live; empty without such a Secret or key. */
  public Optional<String> value(SecretRole role, String key) {
    return versions
        .live(role)
        .flatMap(version -> versions.read(role, version))
        .flatMap(values -> values.reveal(key));
  }

  /**
   * The server's SECRET_KEY_BASE, from the stack's own SecretValue or from the one that it names.
   */
  public Optional<String> secretKeyBase() {
    Optional<String> value =
        stack.secretKeyBase() instanceof SecretSource.Existing existing
            ? existing(existing)
            : value(SecretRole.SECRET_KEY_BASE, "SECRET_KEY_BASE");
    return value.map(String::strip);
  }

  /**
   * A value of a Secret that the stack refers to and leaves alone, without line breaks at its end:
   * the shells that read it from a file leave them out.
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
