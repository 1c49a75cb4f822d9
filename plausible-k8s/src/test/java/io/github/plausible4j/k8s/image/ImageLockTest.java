package io.github.plausible4j.k8s.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLockTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha256:" + "b".repeat(64);
  private static final String C = "sha256:" + "c".repeat(64);

  private static final ImageLock LOCK =
      ImageLock.of(
          LockedImage.of("postgres:16-alpine", A, Map.of("linux/arm64", B)),
          LockedImage.of(
              "ghcr.io/plausible/community-edition:v3.2.1",
              C,
              Map.of("linux/arm64/v8", B, "linux/amd64", A)));

  @Test
  void whatIsNotARegularFileStaysAsItIs(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      bound.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(() -> LOCK.writeTo(socket)).hasMessageContaining("is not a regular file");
      assertThat(Files.isRegularFile(socket)).isFalse();
    }
  }

  @Test
  void theFileIsStableAndReadsBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("images.lock.json");
    LOCK.writeTo(file);

    assertThat(file)
        .content()
        .isEqualTo(
            """
            {
              "version" : 1,
              "images" : [
                {
                  "image" : "docker.io/library/postgres:16-alpine",
                  "digest" : "%1$s",
                  "platforms" : {
                    "linux/arm64" : "%2$s"
                  }
                },
                {
                  "image" : "ghcr.io/plausible/community-edition:v3.2.1",
                  "digest" : "%3$s",
                  "platforms" : {
                    "linux/amd64" : "%1$s",
                    "linux/arm64" : "%2$s"
                  }
                }
              ]
            }
            """
                .formatted(A, B, C));
    assertThat(ImageLock.read(file)).isEqualTo(LOCK);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postgres:16-alpine",
    "docker.io/postgres:16-alpine",
    "docker.io/library/postgres:16-alpine"
  })
  void aNameIsPinnedInTheFormThatItHas(String name) {
    assertThat(LOCK.pinned(name)).isEqualTo(name + "@" + A);
  }

  @Test
  void aNameWithADigestIsPinnedAlready() {
    assertThat(LOCK.pinned("redis@" + B)).isEqualTo("redis@" + B);
  }

  @Test
  void aNameThatIsNotLockedIsRefused() {
    assertThatThrownBy(() -> LOCK.pinned("postgres:17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image \"postgres:17\" is not in the lock")
        .hasMessageContaining("docker.io/library/postgres:16-alpine")
        .hasMessageContaining("resolve it");
  }

  @Test
  void aDigestInANameHasToAgree() {
    assertThat(LOCK.find("postgres:16-alpine@" + A)).isPresent();
    assertThat(LOCK.find("postgres:16-alpine@" + B)).isEmpty();
  }

  @Test
  void oneNameCannotStandForTwoContents() {
    LockedImage a = LockedImage.of("app:1", A, Map.of("linux/arm64", B));
    LockedImage b = LockedImage.of("docker.io/library/app:1", C, Map.of("linux/arm64", B));

    assertThatThrownBy(() -> ImageLock.of(a, b)).hasMessageContaining("locked twice");
    assertThat(ImageLock.of(a).with(ImageLock.of(b)).images()).isEqualTo(List.of(b));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json|is not JSON",
        "{}|has version 0",
        "{\"version\":2,\"images\":[]}|has version 2",
        "{\"version\":1}|no list \"images\"",
        "{\"version\":1,\"images\":[{\"image\":\"a\",\"digest\":\"x\"}]}|digest \"x\"",
        "{\"version\":1,\"images\":[{\"image\":\"A\"}]}|image \"A\"",
        "{\"version\":1,\"images\":[{\"image\":\"a\",\"digest\":\"sha256:"
            + "0000000000000000000000000000000000000000000000000000000000000000\"}]}|no platform"
      })
  void aFileThatIsNoLockIsRefusedWithWhatIsWrong(String json, String expected) {
    assertThatThrownBy(() -> ImageLock.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("resolve the images again");
  }
}
