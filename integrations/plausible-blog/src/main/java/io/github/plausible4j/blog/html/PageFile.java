package io.github.plausible4j.blog.html;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces a file in one step, so that a reader finds the old page or the new one. */
final class PageFile {
  private PageFile() {}

  static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".plausible4j");
    try {
      Files.copy(file, next, REPLACE_EXISTING, COPY_ATTRIBUTES);
      Files.write(next, content);
      Files.move(next, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
