package io.github.plausible4j.k8s.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a file at once, so that nobody reads half of it. A link stays a link and its file is
 * replaced; the mode stays, and a new file has that of the process. For internal use only.
 */
public final class ReplacedFile {
  private static final int LONGEST_CHAIN = 40;

  private ReplacedFile() {}

  /**
   * Writes the content to disk.
   *
   * @throws IOException if it cannot be written, or something else than a regular file is there
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = target(file);
    boolean exists = Files.exists(target);
    if (exists && !Files.isRegularFile(target)) {
      throw new IOException("it is not a regular file");
    }
    // A temporary file of Java would have a mode of its own.
    Path part = target.resolveSibling(target.getFileName() + writer() + ".part");
    try {
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Optional<Set<PosixFilePermission>> mode = exists ? mode(target) : Optional.empty();
        if (mode.isPresent()) {
          Files.setPosixFilePermissions(part, mode.get());
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String writer() {
    return "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
  }

  /** What a chain of links leads to, also where nothing is there yet. */
  private static Path target(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == LONGEST_CHAIN) {
        throw new IOException("it is a link that leads to itself");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static Optional<Set<PosixFilePermission>> mode(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Optional.of(Files.getPosixFilePermissions(file))
        : Optional.empty();
  }
}
