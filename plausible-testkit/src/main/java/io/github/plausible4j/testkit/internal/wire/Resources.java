package io.github.plausible4j.testkit.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that lie beside a class. For internal use only. */
public final class Resources {
  private Resources() {}

  /** The text of the file, which is UTF-8. */
  public static String text(Class<?> neighbour, String name) {
    try (InputStream file = neighbour.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing beside " + neighbour);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
