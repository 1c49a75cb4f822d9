package io.github.plausible4j.k8s.stack;

import java.util.Objects;
import java.util.function.Function;

/**
 * Where a secret value comes from. The value never appears in {@code toString()}, in plans or in
 * rendered objects, except in those of {@code StackManifests.secrets}.
 */
public sealed interface SecretSource
    permits SecretSource.Generated, SecretSource.Existing, SecretValue {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super Generated, ? extends T> generated,
      Function<? super Existing, ? extends T> existing,
      Function<? super SecretValue, ? extends T> given);

  /** A random value. It is generated when the stack is first applied, and then kept. */
  static SecretSource generated() {
    return new Generated();
  }

  /**
   * A value that the caller supplies, for example from a password store.
   *
   * @throws IllegalArgumentException if the value is null
   */
  static SecretValue of(String value) {
    return new SecretValue(value);
  }

  /** A key of an existing Secret in the stack's namespace. The Secret is never changed. */
  static SecretSource existing(String secretName, String key) {
    return new Existing(secretName, key);
  }

  /** A random value. It is generated when the stack is first applied, and then kept. */
  record Generated() implements SecretSource {
    @Override
    public <T> T match(
        Function<? super Generated, ? extends T> generated,
        Function<? super Existing, ? extends T> existing,
        Function<? super SecretValue, ? extends T> given) {
      return generated.apply(this);
    }
  }

  /**
   * A key of an existing Secret in the stack's namespace.
   *
   * @param secretName the name of the Secret
   * @param key one of its keys
   */
  record Existing(String secretName, String key) implements SecretSource {
    /** Requires both parts to be non-null. */
    public Existing {
      Objects.requireNonNull(secretName, "secretName");
      Objects.requireNonNull(key, "key");
    }

    @Override
    public <T> T match(
        Function<? super Generated, ? extends T> generated,
        Function<? super Existing, ? extends T> existing,
        Function<? super SecretValue, ? extends T> given) {
      return existing.apply(this);
    }
  }
}
