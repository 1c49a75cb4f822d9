package io.github.plausible4j.k8s.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Where a secret value comes from. No form of it ever shows the value: it is in no {@code
 * toString()}, no rendered object and no plan.
 */
public sealed interface SecretSource {

  /** Made at random when the stack is first applied, and never again. */
  static SecretSource generated() {
    return new Generated();
  }

  /** A value that the caller has, for example from a password store. */
  static SecretSource of(String value) {
    return new Supplied(value);
  }

  /** A key of a Secret that is in the stack's namespace already and is left alone. */
  static SecretSource existing(String secretName, String key) {
    return new Existing(secretName, key);
  }

  /** Made at random when the stack is first applied, and never again. */
  record Generated() implements SecretSource {}

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
  }

  /** A value that the caller gave; masked wherever it is shown. */
  final class Supplied implements SecretSource {
    private final String value;

    private Supplied(String value) {
      this.value = Objects.requireNonNull(value, "value");
    }

    public String reveal() {
      return value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Supplied supplied
          && MessageDigest.isEqual(
              value.getBytes(StandardCharsets.UTF_8),
              supplied.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    /** Never the value. */
    @Override
    public String toString() {
      return "Supplied[value=****]";
    }
  }
}
