package io.github.plausible4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the first command of the README prints. */
class QuickstartTest {
  private static String printed;

  @BeforeAll
  static void run() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      new Quickstart(stream, Path.of("blog", "public")).run();
    }
    printed = out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyStepIsReportedInItsOrder() {
    // A busy machine says besides that PostgreSQL is still starting.
    assertThat(printed.lines().filter(line -> line.matches(" *\\d+\\.\\d s .*")))
        .filteredOn(line -> !line.contains("is still starting"))
        .map(line -> line.replaceFirst(" *\\d+\\.\\d s +", "").replaceFirst("  .*", ""))
        .containsExactly(
            "PostgreSQL",
            "Schema",
            "User",
            "Verification",
            "Site",
            "API key",
            "Plausible",
            "Blog build",
            "Readers",
            "Key revoked");
    assertThat(printed)
        .containsSubsequence(
            "tables of Plausible 3.x",
            "user created",
            "VERIFIED",
            "site created",
            "5 posts published, each reported",
            "4 readers, 14 page views, 14 accepted",
            "the same query now gets 401");
  }

  @Test
  void theCountsAreThoseOfFourReadersAndOneBuild() {
    assertThat(printed)
        .containsPattern("/ +│ +5 │ +4 │ +5 │")
        .containsPattern("/posts/a-backup-is-a-restore/ +│ +5 │ +4 │ +5 │")
        .containsPattern("/posts/two-databases-one-board/ +│ +1 │ +0 │ +1 │");
  }
}
