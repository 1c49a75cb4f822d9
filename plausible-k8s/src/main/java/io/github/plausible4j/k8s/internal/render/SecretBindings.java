package io.github.plausible4j.k8s.internal.render;

import java.util.Optional;

/**
 * What rendering may know of the Secrets in the cluster: names and digests, never values. Rendering
 * stays pure: the same stack and the same bindings give the same bytes.
 */
public interface SecretBindings {
  /** On the Secret with a template's name: the name of the one that took its place. */
  String LIVE_NAME = "plausible4j.io/live-secret";

  /**
   * The Secret that plays the part of a template now.
   *
   * @param templateName the name before any rotation
   */
  String liveName(String templateName);

  /** The SHA-256 over the content of a live Secret, empty if it is not known. */
  Optional<String> digest(String liveName);

  /** Without a cluster: every Secret by its first name, no digest. */
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
