package io.github.plausible4j.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.architecture.PackageOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The map of the project shows the project as it is. */
class ArchitecturePageTest {
  @Test
  void thePageHasEachPackageOfThePublishedModules() {
    String page = Markdown.read("docs/architecture.md").text();
    assertThat(PackageOrder.all())
        .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
  }

  @Test
  void thePictureIsDrawnFromItsText() throws Exception {
    Path docs = Markdown.root().resolve("docs");
    Process drawing =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                docs.resolve("DrawArchitecture.java").toString(),
                "--check",
                docs.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(drawing.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(drawing.exitValue()).as("run: java docs/DrawArchitecture.java").isZero();
    } finally {
      drawing.destroyForcibly();
    }
  }
}
