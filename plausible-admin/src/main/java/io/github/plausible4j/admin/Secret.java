package io.github.plausible4j.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A text that must not be seen: its {@link #toString} is a mask, and it is not serialisable.
 * Immutable; equal by value, compared in constant time.
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Masks a text.
   *
   * @throws IllegalArgumentException if the text is empty
   */
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A secret is empty; give it a value");
    }
    return new Secret(value);
  }

  /**
   * The content of a file in UTF-8 without white space around it, as Plausible reads its own secret
   * files.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Secret fromFile(Path file) {
    try {
      return of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the secret in " + file, e);
    }
  }

  /** The text itself; keep it out of logs, arguments and messages. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(value.getBytes(UTF_8), secret.value.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[masked]";
  }
}
