package io.github.plausible4j.blog.html;

import io.github.plausible4j.web.OptOutPage;
import io.github.plausible4j.web.OptOutTexts;
import io.github.plausible4j.web.TrackerSnippet;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HtmlPagesTest {
  private static final TrackerSnippet SNIPPET =
      TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.com");
  private static final String PAGE =
      "<!doctype html><html><head><title>Zoë</title></head><body>é</body></html>\n";

  @TempDir Path site;

  @Test
  void everyPageGetsTheSnippetAtTheEndOfItsHead() throws IOException {
    write("index.html", PAGE);
    write("posts/one/INDEX.HTM", PAGE);
    write("style.css", "</head>");

    assertThat(HtmlPages.of(site).inject(SNIPPET)).hasToString("2 pages: 2 inserted");

    String[] parts = PAGE.split("</head>", 2);
    assertThat(read("posts/one/INDEX.HTM"))
        .isEqualTo(
            parts[0]
                + "<!-- plausible4j -->\n"
                + SNIPPET.toHtml()
                + "\n<!-- /plausible4j -->\n</head>"
                + parts[1]);
    assertThat(read("style.css")).isEqualTo("</head>");
  }

  @Test
  void aSecondRunChangesNothingAndAnotherSnippetTakesThePlaceOfTheFirst() throws IOException {
    write("index.html", PAGE);
    HtmlPages pages = HtmlPages.of(site);
    pages.inject(SNIPPET);
    var time = Files.getLastModifiedTime(site.resolve("index.html"));

    assertThat(pages.inject(SNIPPET)).hasToString("1 page: 1 unchanged");
    assertThat(Files.getLastModifiedTime(site.resolve("index.html"))).isEqualTo(time);

    TrackerSnippet other = TrackerSnippet.ofDomain("https://stats.example.org", "other.com");
    assertThat(pages.inject(other).count(PageOutcome.REPLACED)).isEqualTo(1);
    assertThat(read("index.html")).contains("other.com").doesNotContain("blog.example.com");
  }

  @Test
  void whatWasPutInCanBeTakenOutToTheByte() throws IOException {
    write("index.html", PAGE);
    HtmlPages.of(site).inject(SNIPPET);

    assertThat(HtmlPages.of(site).remove()).hasToString("1 page: 1 removed");
    assertThat(read("index.html")).isEqualTo(PAGE);
    assertThat(HtmlPages.of(site).remove()).hasToString("1 page: 1 unchanged");
  }

  @Test
  void pagesThatCountAlreadyOrSendOnOrAreNoneAreLeftAlone() throws IOException {
    write("theme.html", "<html><script data-domain=a.com src=/js/script.js></script>");
    write("alias.html", "<html><meta http-equiv=refresh content='0; url=/'>");
    write("part.html", "<p>a part");

    assertThat(HtmlPages.of(site).inject(SNIPPET).pages())
        .extracting(PageChange::toString)
        .containsExactly(
            "alias.html: REDIRECT", "part.html: FRAGMENT", "theme.html: TRACKED_ALREADY");
    assertThat(read("part.html")).isEqualTo("<p>a part");
  }

  @Test
  void bytesOfOtherEncodingsStay() throws IOException {
    byte[] latin = "<html><head><title>\u00e9\u00ff</title></head>".getBytes(ISO_8859_1);
    Files.write(site.resolve("latin.html"), latin);

    HtmlPages.of(site).inject(SNIPPET);
    HtmlPages.of(site).remove();

    assertThat(Files.readAllBytes(site.resolve("latin.html"))).isEqualTo(latin);
  }

  @Test
  void theOptOutPageGetsTheSnippetToo() {
    String page = OptOutPage.of(OptOutTexts.english()).toHtml();
    assertThat(HtmlPages.injectInto(page, SNIPPET)).contains(SNIPPET.toHtml());
  }

  @Test
  void permissionsStayAndNothingIsLeftBeside() throws IOException {
    write("index.html", PAGE);
    var permissions = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(site.resolve("index.html"), permissions);

    HtmlPages.of(site).inject(SNIPPET);

    assertThat(Files.getPosixFilePermissions(site.resolve("index.html"))).isEqualTo(permissions);
    try (Stream<Path> files = Files.list(site)) {
      assertThat(files).containsExactly(site.resolve("index.html"));
    }
  }

  @Test
  void somePagesCanBeLeftOut() throws IOException {
    write("index.html", PAGE);
    write("drafts/a/index.html", PAGE);

    assertThat(HtmlPages.of(site).without("drafts/**").files())
        .containsExactly(Path.of("index.html"));
  }

  @Test
  void onePageInMemoryIsChangedAlike() {
    assertThat(HtmlPages.injectInto(PAGE, SNIPPET)).contains(SNIPPET.toHtml());
    assertThat(HtmlPages.injectInto("<p>a part", SNIPPET)).isEqualTo("<p>a part");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void theDirectoryMayBeALinkAndLinksInItArePassedOver() throws IOException {
    write("build/index.html", PAGE);
    write("elsewhere.html", PAGE);
    Path link = Files.createSymbolicLink(site.resolve("public"), site.resolve("build"));
    Files.createSymbolicLink(link.resolve("a.html"), site.resolve("elsewhere.html"));

    assertThat(HtmlPages.of(link).inject(SNIPPET)).hasToString("1 page: 1 inserted");

    assertThat(read("build/index.html")).contains(SNIPPET.toHtml());
    assertThat(read("elsewhere.html")).isEqualTo(PAGE);
  }

  @Test
  void aDirectoryThatIsNoneIsNamed() {
    Path nowhere = site.resolve("nowhere");
    assertThatThrownBy(() -> HtmlPages.of(nowhere).inject(SNIPPET))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere.toString());
  }

  private void write(String file, String html) throws IOException {
    Path path = site.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, html, UTF_8);
  }

  private String read(String file) throws IOException {
    return Files.readString(site.resolve(file), UTF_8);
  }
}
