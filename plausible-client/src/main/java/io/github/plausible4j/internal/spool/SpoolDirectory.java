package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes the directory of a spool. */
final class SpoolDirectory {
  private SpoolDirectory() {}

  /** Makes a directory with its parents, unless it is there, so that a loss of power keeps it. */
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
      // A process may add to a directory that it may not open; the spool works all the same.
      return;
    }
  }
}
