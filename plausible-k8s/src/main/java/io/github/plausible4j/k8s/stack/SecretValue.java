package io.github.plausible4j.k8s.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A password, key or token. {@link #toString} never shows it, and it is not serialisable.
 * Immutable; equal by value, compared in constant time.
 */
public final class SecretValue implements SecretSource {
  private final String value;

  /** Accepts an empty text. The validation of a stack rejects it and names the field. */
  SecretValue(String value) {
    this("A secret", value);
  }

  /** Names the field, for a value that a spec takes as text. */
  SecretValue(String field, @Nullable String value) {
    this.value = notNull(field, value);
  }

  /** Null is what {@code System.getenv} returns for a variable that is not set. */
  private static String notNull(String field, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(
          field + " is null; set the environment variable or file that it comes from");
    }
    return value;
  }

  /**
   * Creates a secret from its text, for example from a password store.
   *
   * @throws IllegalArgumentException if the text is null or empty
   */
  public static SecretValue of(String value) {
    if (notNull("A secret", value).isEmpty()) {
      throw new IllegalArgumentException("A secret is empty; give it a value");
    }
    return new SecretValue(value);
  }

  /**
   * Reads a secret from a file in UTF-8. White space around it is removed, as Plausible does with
   * its own secret files.
   *
   * @throws IllegalArgumentException if the file has no text
   * @throws UncheckedIOException if the file cannot be read
   */
  public static SecretValue fromFile(Path file) {
    try {
      return of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the secret in " + file, e);
    }
  }

  /** The secret itself. Keep it out of logs, command lines and messages. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretValue secret
        && MessageDigest.isEqual(value.getBytes(UTF_8), secret.value.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** A mask, never the value. */
  @Override
  public String toString() {
    return "SecretValue[****]";
  }

  @Override
  public <T> T match(
      Function<? super Generated, ? extends T> generated,
      Function<? super Existing, ? extends T> existing,
      Function<? super SecretValue, ? extends T> given) {
    return given.apply(this);
  }
}
