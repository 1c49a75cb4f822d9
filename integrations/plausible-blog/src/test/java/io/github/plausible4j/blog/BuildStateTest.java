package io.github.plausible4j.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildStateTest {
  @TempDir Path directory;

  @Test
  void aStateThatWasSavedIsLoadedAgainAndNothingElseIsLeftBehind() throws IOException {
    Path file = directory.resolve("new/state.json");
    BuildState state = BuildState.of(Map.of("posts/ä/index.html", "00ff"));
    BuildState.of(Map.of("old", "1")).save(file);
    state.save(file);

    assertThat(BuildState.load(file)).isEqualTo(state);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void withoutAFileNothingWasReported() throws IOException {
    assertThat(BuildState.load(directory.resolve("none"))).isEqualTo(BuildState.empty());
  }

  @Test
  void aStateThatCannotBeWrittenLeavesTheOldOne() throws IOException {
    Path file = directory.resolve("state.json");
    Files.createDirectories(file.resolve("is a directory with something in it"));

    assertThatThrownBy(() -> BuildState.empty().save(file)).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatIsNotARegularFileStaysAsItIs() throws IOException {
    Path socket = directory.resolve("socket");
    try (ServerSocketChannel bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      bound.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(() -> BuildState.empty().save(socket))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("socket is not a regular file");
      assertThat(Files.isRegularFile(socket)).isFalse();
    }
  }

  @Test
  void aLinkToTheStateStaysALink() throws IOException {
    Path file = Files.writeString(directory.resolve("kept.json"), "");
    Path link = Files.createSymbolicLink(directory.resolve("state.json"), file);
    BuildState state = BuildState.of(Map.of("a", "00ff"));

    state.save(link);

    assertThat(link).isSymbolicLink();
    assertThat(BuildState.load(file)).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{\"version\": 1, \"posts\": {\"a",
        "{\"version\": 2, \"posts\": {}}",
        "{\"version\": 1}",
        "[]"
      })
  void aDamagedOrNewerStateIsNotTakenForAnEmptyOne(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("state.json"), content);

    assertThatThrownBy(() -> BuildState.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "delete it");
  }
}
