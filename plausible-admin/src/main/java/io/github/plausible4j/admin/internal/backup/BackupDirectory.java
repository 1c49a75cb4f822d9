package io.github.plausible4j.admin.internal.backup;

import io.github.plausible4j.admin.backup.BackupException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of a new backup. */
final class BackupDirectory {
  private BackupDirectory() {}

  /**
   * Creates the directory, accessible to its owner only if the file system supports that. It must
   * be empty.
   */
  static void prepare(Path directory) {
    try {
      PrivateFile.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        Optional<Path> first = files.findFirst();
        if (first.isPresent()) {
          throw new BackupException(
              directory
                  + " is not empty: it has "
                  + first.get().getFileName()
                  + "; use a new directory for each backup");
        }
      }
      FileStore store = Files.getFileStore(directory);
      if (store.supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new BackupException(
          directory + " cannot be written (" + e.getMessage() + "); use another directory", e);
    }
  }

  static String tool() {
    String version = BackupDirectory.class.getPackage().getImplementationVersion();
    return version == null ? "plausible4j" : "plausible4j " + version;
  }
}
