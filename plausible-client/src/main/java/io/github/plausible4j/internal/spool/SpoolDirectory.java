package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Creates the directory of a spool. */
final class SpoolDirectory {
  private SpoolDirectory() {}

  /** Creates a directory with its parents if it is missing, so that it survives a power failure. */
  static void create(SpoolFiles files, Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = directory; path != null && !files.exists(path); path = path.getParent()) {
      missing.addFirst(path);
    }
    files.createDirectory(directory);
    for (Path made : missing) {
      Path parent = made.getParent();
      if (parent != null) {
        force(files, parent);
      }
    }
  }

  private static void force(SpoolFiles files, Path directory) {
    try {
      files.forceDirectory(directory);
    } catch (IOException e) {
      // A process may have the right to write to a directory but not to open it; the spool still
      // works.
      return;
    }
  }
}
