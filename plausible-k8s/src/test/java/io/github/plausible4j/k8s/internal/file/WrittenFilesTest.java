package io.github.plausible4j.k8s.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.k8s.image.ImageLock;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Links and modes of the files that are written. */
@DisabledOnOs(OS.WINDOWS)
class WrittenFilesTest {
  private static final ImageLock LOCK = ImageLock.of();

  @TempDir Path directory;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void chmod(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String usualMode() throws IOException {
    Path usual = directory.resolve("usual");
    return mode(Files.exists(usual) ? usual : Files.createFile(usual));
  }

  @Test
  void aNewFileHasTheModeOfTheProcessAndAnOldOneKeepsIts() throws IOException {
    Path file = directory.resolve("images.json");
    LOCK.writeTo(file);
    assertThat(mode(file)).isEqualTo(usualMode());

    for (String mode : List.of("rw-rw-r--", "rw-r-----", "rw-------")) {
      chmod(file, mode);
      LOCK.writeTo(file);
      assertThat(mode(file)).isEqualTo(mode);
    }
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("images.json", "usual");
  }

  @Test
  void aChainOfLinksStaysAlsoWhereItsFileIsMissing() throws IOException {
    Path kept = Files.createDirectory(directory.resolve("kept")).resolve("images.json");
    Path second =
        Files.createSymbolicLink(directory.resolve("second"), Path.of("kept/images.json"));
    Path first = Files.createSymbolicLink(directory.resolve("first"), second.getFileName());

    LOCK.writeTo(first);
    LOCK.writeTo(first);

    assertThat(first).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(Files.isSymbolicLink(kept)).isFalse();
    assertThat(kept).content().contains("version");
  }

  @Test
  void aLinkThatLeadsToItselfIsNotFollowedForEver() throws IOException {
    Path self = Files.createSymbolicLink(directory.resolve("self"), Path.of("self"));

    assertThatThrownBy(() -> ReplacedFile.write(self, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads to itself");
  }

  @Test
  void aFileWithASecretIsForItsOwnerAlone() throws IOException {
    PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
    StackManifests secrets = StackManifests.secrets(stack);
    Path file = directory.resolve("secrets.yaml");
    secrets.writeTo(file);
    assertThat(mode(file)).isEqualTo("rw-------");

    Path readable =
        Files.writeString(directory.resolve("old.yaml"), "longer than before".repeat(999));
    chmod(readable, "rw-r--r--");
    Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), readable.getFileName());
    secrets.writeTo(link);

    assertThat(link).isSymbolicLink();
    assertThat(mode(readable)).isEqualTo("rw-------");
    assertThat(readable).content().contains("kind: Secret").doesNotContain("longer than before");
  }

  @Test
  void filesWithoutASecretHaveTheModeOfTheProcess() throws IOException {
    PlausibleStack stack = PlausibleStack.homelab("https://stats.example.org").build();
    StackManifests secrets = StackManifests.secrets(stack);
    StackManifests.of(stack, secrets.objects()).writeToDirectory(directory.resolve("repository"));
    secrets.writeToDirectory(directory.resolve("private"));

    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean isSecret = Files.readString(file).contains("kind: Secret");
        assertThat(mode(file)).as(file + "").isEqualTo(isSecret ? "rw-------" : usualMode());
      }
    }
    assertThat(directory.resolve("private")).isDirectoryRecursivelyContaining("glob:**.yaml");
  }
}
