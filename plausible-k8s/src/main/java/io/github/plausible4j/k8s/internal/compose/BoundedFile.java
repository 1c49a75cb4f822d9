package io.github.plausible4j.k8s.internal.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file of a compose project, up to a limit. */
final class BoundedFile {
  /** Real files have a few KiB. */
  static final int LARGEST = 1 << 20;

  private BoundedFile() {}

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The stripped content of a regular file, as Plausible reads its secrets. */
  static Optional<String> readIfPresent(Path path) {
    return Files.isRegularFile(path) ? Optional.of(read(path).strip()) : Optional.empty();
  }

  static String read(Path path) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    if (bytes.length > LARGEST) {
      throw ComposeProblem.fatal(
          name(path), "is larger than 1 MiB", "leave out what is not for Plausible");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
      }
    } catch (CharacterCodingException e) {
      // said below
    }
    throw ComposeProblem.fatal(name(path), "is not text in UTF-8", "save it as UTF-8");
  }
}
