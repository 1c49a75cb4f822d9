package io.github.plausible4j.internal.spool;

import io.github.plausible4j.internal.spool.SpoolFiles.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** An append-only file for inspection by people, up to a maximum size. */
final class QuarantineFile {
  private final SpoolFiles files;
  private final Path path;
  private final long maxBytes;

  QuarantineFile(SpoolFiles files, Path path, long maxBytes) {
    this.files = files;
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Appends to the file. Returns false if the file is full or the disk failed. */
  boolean keep(ByteBuffer bytes) {
    try (SpoolFile file = files.append(path)) {
      if (file.size() + bytes.remaining() > maxBytes) {
        return false;
      }
      file.write(bytes.duplicate());
      file.force();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }
}
