package io.github.plausible4j.internal.spool;

import io.github.plausible4j.internal.spool.SpoolFiles.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file for people to look at, which is only added to, up to a bound. */
final class QuarantineFile {
  private final SpoolFiles files;
  private final Path path;
  private final long maxBytes;

  QuarantineFile(SpoolFiles files, Path path, long maxBytes) {
    this.files = files;
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /** Adds to the file; returns whether there was room, and a disk that took it. */
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
