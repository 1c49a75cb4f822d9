package io.github.plausible4j.admin.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFileTest {
  @TempDir Path directory;

  @Test
  void onlyTheOwnerCanReadAFileBeforeAnythingIsWritten() throws IOException {
    Path file = directory.resolve("part");

    try (FileChannel channel = PrivateFile.create(file)) {
      assertThat(channel.size()).isZero();
      assertThat(permissions(file)).isEqualTo("rw-------");
    }
  }

  @Test
  void aFileOfAnotherIsNotWrittenTo() throws IOException {
    Path file = Files.writeString(directory.resolve("part"), "laid out to be read by all");

    assertThatThrownBy(() -> PrivateFile.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void onlyTheOwnerCanReadADirectory() throws IOException {
    Path backup = directory.resolve("backups/today");

    PrivateFile.createDirectories(backup);

    assertThat(permissions(backup)).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
