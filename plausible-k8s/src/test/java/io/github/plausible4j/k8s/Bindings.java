package io.github.plausible4j.k8s;

import io.github.plausible4j.k8s.internal.render.SecretBindings;
import java.util.Optional;

/** What rendering is told of live Secrets. */
final class Bindings {
  private Bindings() {}

  /** One Secret has a digest, of all others nothing is known. */
  static SecretBindings with(String name, String digest) {
    return new SecretBindings() {
      @Override
      public String liveName(String templateName) {
        return templateName;
      }

      @Override
      public Optional<String> digest(String liveName) {
        return liveName.equals(name) ? Optional.of(digest) : Optional.empty();
      }
    };
  }
}
