package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.render.StackManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each preset renders, as files that a person reviews. After a wanted change they are written
 * again with {@code mvn test -pl plausible-k8s -Dtest=GoldenFilesTest -Dgolden.update=true}.
 */
class GoldenFilesTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  static Stream<String> names() {
    return Stacks.golden().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPresetRendersItsGoldenFile(String name) throws IOException {
    Path file = DIRECTORY.resolve(name + ".yaml");
    StackManifests manifests = StackManifests.of(Stacks.golden().get(name));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(DIRECTORY);
      manifests.writeTo(file);
    }
    assertThat(manifests.toYaml()).isEqualTo(Files.readString(file));
  }
}
