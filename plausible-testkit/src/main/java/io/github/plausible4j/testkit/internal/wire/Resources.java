package io.github.plausible4j.testkit.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads files in the package of a class. For internal use only. */
public final class Resources {
  private Resources() {}

  /** The text of a file in UTF-8. */
  public static String text(Class<?> neighbour, String name) {
    try (InputStream file = neighbour.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing in the package of " + neighbour);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
