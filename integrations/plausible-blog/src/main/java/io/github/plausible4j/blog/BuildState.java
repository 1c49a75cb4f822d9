package io.github.plausible4j.blog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The posts that were reported so far, stored in a file between builds.
 *
 * @param version the version of the file format
 * @param posts the content hash of each post by its file
 */
record BuildState(
    @JsonProperty("version") int version, @JsonProperty("posts") SortedMap<String, String> posts) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  static BuildState empty() {
    return of(Map.of());
  }

  static BuildState of(Map<String, String> posts) {
    return new BuildState(VERSION, new TreeMap<>(posts));
  }

  /** Reads a state. It is empty if the file does not exist. */
  static BuildState load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return empty();
    }
    try {
      BuildState read = JSON.readValue(file.toFile(), BuildState.class);
      if (read != null && read.version == VERSION && read.posts != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(unreadable(file), e);
    }
    throw new IOException(unreadable(file));
  }

  private static String unreadable(Path file) {
    return "the state in " + file + " cannot be read; delete it to report all posts as new again";
  }

  /** Writes the state atomically: a crash leaves either the old state or the new one. */
  void save(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(file + " is not a regular file, so it cannot store the state");
    }
    Path directory = Files.createDirectories(target.getParent());
    Path draft = Files.createTempFile(directory, target.getFileName().toString(), ".tmp");
    try {
      Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
