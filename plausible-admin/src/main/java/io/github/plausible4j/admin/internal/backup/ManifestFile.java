package io.github.plausible4j.admin.internal.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plausible4j.admin.backup.BackupException;
import io.github.plausible4j.admin.backup.BackupManifest;
import io.github.plausible4j.admin.backup.BackupPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Reads and writes the manifest. It is written last and atomically, so a directory with a manifest
 * has a complete backup. For internal use only.
 */
public final class ManifestFile {
  public static final String NAME = "manifest.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private ManifestFile() {}

  public static void write(Path directory, BackupManifest manifest) throws IOException {
    Path unfinished = directory.resolve(NAME + ".part");
    try (FileChannel file = PrivateFile.create(unfinished)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(manifest));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(unfinished, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  public static BackupManifest read(Path directory) {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      throw new BackupException(
          Files.isDirectory(directory)
              ? directory + " has no " + NAME + ": the backup did not finish; make another"
              : directory + " does not exist; use the directory of a backup");
    }
    try {
      BackupManifest manifest = JSON.readValue(file.toFile(), BackupManifest.class);
      if (manifest.format() != BackupManifest.FORMAT) {
        throw new BackupException(
            file + " has format " + manifest.format() + "; read it with a newer plausible4j");
      }
      for (BackupPart part : manifest.parts()) {
        if (!Path.of(part.file()).equals(Path.of(part.file()).getFileName())) {
          throw new BackupException(file + " names a file outside of the backup: " + part.file());
        }
      }
      return manifest;
    } catch (IOException | NullPointerException e) {
      throw new BackupException(
          file + " is not a complete manifest (" + e.getMessage() + "); use another backup", e);
    }
  }
}
