package io.github.plausible4j.admin.internal.migration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plausible4j.admin.migration.MigrationException;
import io.github.plausible4j.k8s.internal.file.ReplacedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores the state of a move in a file that is replaced atomically, and locks the move for one
 * process. Contains no secrets.
 */
final class StateFile implements AutoCloseable {
  private static final String NAME = "migration.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path directory;
  private final FileChannel lockFile;

  private StateFile(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /** Opens the state of a move, and creates the directory if it is missing. */
  static StateFile open(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        throw new MigrationException(
            "another process works on the move in " + directory + "; wait for it or end it");
      }
      return new StateFile(directory, channel);
    } catch (IOException e) {
      throw new MigrationException(
          directory + " cannot be written (" + e.getMessage() + "); use another directory", e);
    }
  }

  /** Opens the state of a move that was begun before. */
  static StateFile openExisting(Path directory) {
    if (!isIn(directory)) {
      throw new MigrationException(
          directory.toAbsolutePath().normalize()
              + " has no "
              + NAME
              + ", so no move was started there; use the directory that run() was called with");
    }
    return open(directory);
  }

  /** Whether a move was begun with this directory. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(NAME));
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another thread of this process holds the lock.
    }
  }

  Optional<MigrationState> read() {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      MigrationState state = JSON.readValue(file.toFile(), MigrationState.class);
      if (state.format() == MigrationState.FORMAT) {
        return Optional.of(state);
      }
      throw new MigrationException(
          file + " has format " + state.format() + "; continue with a newer plausible4j");
    } catch (IOException | NullPointerException e) {
      throw new MigrationException(
          file + " is not the state of a move (" + e.getMessage() + "); use another directory", e);
    }
  }

  void write(MigrationState state) {
    try {
      ReplacedFile.write(directory.resolve(NAME), JSON.writeValueAsBytes(state));
    } catch (IOException e) {
      throw new MigrationException(
          "the state of the move cannot be written to "
              + directory
              + " ("
              + e.getMessage()
              + "); make room there and run the move again",
          e);
    }
  }

  /** Unlocks the move. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The operating system releases the lock when the process ends.
    }
  }
}
