package io.github.plausible4j.k8s.internal.render;

import java.util.Optional;

/**
 * What a renderer knows about the Secrets in the cluster: names and digests, but no values. The
 * same stack and bindings always give the same bytes.
 */
public interface SecretBindings {
  /** The annotation on the Secret with a template's name that names the live version. */
  String LIVE_NAME = "plausible4j.io/live-secret";

  /**
   * The name of the live version of a template's Secret.
   *
   * @param templateName the name before any rotation
   */
  String liveName(String templateName);

  /** The SHA-256 digest of a live Secret's content, empty if it is unknown. */
  Optional<String> digest(String liveName);

  /** Bindings without a cluster: first names and no digests. */
  static SecretBindings unbound() {
    return new SecretBindings() {
      @Override
      public String liveName(String templateName) {
        return templateName;
      }

      @Override
      public Optional<String> digest(String liveName) {
        return Optional.empty();
      }
    };
  }
}
