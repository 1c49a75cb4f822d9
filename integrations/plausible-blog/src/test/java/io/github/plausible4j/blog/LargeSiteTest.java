package io.github.plausible4j.blog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.testkit.PlausibleServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large site needs no large heap, because one page is in memory at a time. */
class LargeSiteTest {
  private static final int PAGES = 10_000;
  private static final int BYTES = 100_000;
  private static final String MAIN = "io.github.plausible4j.blog.cli.Main";
  private static final List<String> SMALL_HEAP = List.of("-Xmx128m");

  @TempDir Path directory;

  @Test
  @Timeout(value = 150, unit = TimeUnit.MINUTES)
  void tenThousandPagesOfHundredKilobytesNeed128MebibytesOfHeap() throws Exception {
    Path site = directory.resolve("public");
    writePages(site);

    assertThat(
            ChildJvm.run(
                List.of(),
                SMALL_HEAP,
                MAIN,
                "inject",
                "--site=" + site,
                "--server=https://stats.example.org",
                "--domain=blog.example.org"))
        .contains(PAGES + 1 + " pages: " + (PAGES + 1) + " inserted")
        .endsWith("exit code 0\n");

    try (PlausibleServer server = PlausibleServer.forSites("blog.example.org")) {
      String printed =
          ChildJvm.run(
              List.of(),
              SMALL_HEAP,
              MAIN,
              "--site=" + site,
              "--server=" + server.url(),
              "--domain=blog.example.org",
              "--strict");
      assertThat(printed).contains(PAGES + " posts, " + PAGES + " new").endsWith("exit code 0\n");
      assertThat(server.events()).hasSize(PAGES + 1);
    }
  }

  private static void writePages(Path site) throws Exception {
    Pages.in(site).front("https://blog.example.org/");
    String paragraph =
        "<p class=\"text\">Words of a <em>post</em> and <a href=\"/\">links</a>.</p>\n";
    String body = paragraph.repeat(BYTES / paragraph.length());
    for (int i = 0; i < PAGES; i++) {
      Path file = site.resolve("posts/" + i % 100 + "/" + i + ".html");
      if (i < 100) {
        Files.createDirectories(file.getParent());
      }
      String page =
          "<!doctype html><html><head><meta charset=\"utf-8\"><meta property=\"og:type\""
              + " content=\"article\"><title>Post "
              + i
              + "</title></head><body><article><h1>Post "
              + i
              + "</h1>\n"
              + body
              + "</article></body></html>\n";
      Files.write(file, page.getBytes(StandardCharsets.UTF_8));
    }
  }
}
