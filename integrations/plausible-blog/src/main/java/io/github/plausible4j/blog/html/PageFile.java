package io.github.plausible4j.blog.html;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Replaces a file in one step, so that a reader finds the old page or the new one. */
final class PageFile {
  private PageFile() {}

  /** The directory has to be writable, the file need not be: generators make read-only pages. */
  static void replace(Path file, byte[] content) throws IOException {
    Path next = Files.createTempFile(file.toAbsolutePath().getParent(), ".plausible4j-", ".tmp");
    try {
      Files.write(next, content);
      copyPermissions(file, next);
      Files.move(next, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (target == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
    try {
      target.setGroup(wanted.group());
      target.setOwner(wanted.owner());
    } catch (IOException e) {
      // Only a privileged user may give a file away; the page is readable all the same.
    }
    target.setPermissions(wanted.permissions());
  }
}
