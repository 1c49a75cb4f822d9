package io.github.plausible4j.k8s.stack;

import java.util.Objects;
import java.util.function.Function;

/**
 * Where a secret value comes from. No form of it ever shows the value: it is in no {@code
 * toString()}, no rendered object and no plan.
 */
public sealed interface SecretSource
    permits SecretSource.Generated, SecretSource.Existing, SecretValue {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super Generated, ? extends T> generated,
      Function<? super Existing, ? extends T> existing,
      Function<? super SecretValue, ? extends T> given);

  /** Made at random when the stack is first applied, and never again. */
  static SecretSource generated() {
    return new Generated();
  }

  /** A value that the caller has, for example from a password store. */
  static SecretValue of(String value) {
    return new SecretValue(value);
  }

  /** A key of a Secret that is in the stack's namespace already and is left alone. */
  static SecretSource existing(String secretName, String key) {
    return new Existing(secretName, key);
  }

  /** Made at random when the stack is first applied, and never again. */
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
   * A key of a Secret that is in the stack's namespace already.
   *
   * @param secretName the name of the Secret
   * @param key one of its keys
   */
  record Existing(String secretName, String key) implements SecretSource {
    /** Both parts are needed. */
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
