package io.github.plausible4j.blog.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.web.OptOutPage;
import io.github.plausible4j.web.OptOutTexts;
import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
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
                + SNIPPET.toHtml().replace("<script", "<script data-plausible4j=\"\"")
                + "\n<!-- /plausible4j -->\n</head>"
                + parts[1]);
    assertThat(read("style.css")).isEqualTo("</head>");
  }

  @Test
  void aSecondRunChangesNothingAndAnotherSnippetReplacesTheFirst() throws IOException {
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
  void removingRestoresEveryByte() throws IOException {
    write("index.html", PAGE);
    HtmlPages.of(site).inject(SNIPPET);

    assertThat(HtmlPages.of(site).remove()).hasToString("1 page: 1 removed");
    assertThat(read("index.html")).isEqualTo(PAGE);
    assertThat(HtmlPages.of(site).remove()).hasToString("1 page: 1 unchanged");
  }

  @Test
  void pagesThatCountAlreadyOrSendOnAndPartsAreLeftAlone() throws IOException {
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
    assertThat(HtmlPages.injectInto(page, SNIPPET)).contains(SNIPPET.scriptUrl());
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
    assertThat(HtmlPages.injectInto(PAGE, SNIPPET)).contains(SNIPPET.scriptUrl());
    assertThat(HtmlPages.injectInto("<p>a part", SNIPPET)).isEqualTo("<p>a part");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void theDirectoryMayBeALinkAndLinksInItArePassedOver() throws IOException {
    write("build/index.html", PAGE);
    write("target.html", PAGE);
    Path link = Files.createSymbolicLink(site.resolve("public"), site.resolve("build"));
    Files.createSymbolicLink(link.resolve("a.html"), site.resolve("target.html"));

    assertThat(HtmlPages.of(link).inject(SNIPPET)).hasToString("1 page: 1 inserted");

    assertThat(read("build/index.html")).contains(SNIPPET.scriptUrl());
    assertThat(read("target.html")).isEqualTo(PAGE);
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path nowhere = site.resolve("nowhere");
    assertThatThrownBy(() -> HtmlPages.of(nowhere).inject(SNIPPET))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void pagesOfWideEncodingsAreEdited() throws IOException {
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      for (String mark : List.of("\ufeff", "")) {
        String html = mark + "<!doctype html><html><head><title>B\u00fccher</title></head></html>";
        Path file = site.resolve("index.html");
        Files.write(file, html.getBytes(Charset.forName(charset)));

        assertThat(HtmlPages.of(site).inject(SNIPPET)).hasToString("1 page: 1 inserted");
        assertThat(new String(Files.readAllBytes(file), Charset.forName(charset)))
            .contains("B\u00fccher</title><!-- plausible4j -->\n<script");
        HtmlPages.of(site).remove();
        assertThat(Files.readAllBytes(file)).isEqualTo(html.getBytes(Charset.forName(charset)));
      }
    }
  }

  @Test
  void bytesThatAreNotValidInTheEncodingStay() throws IOException {
    byte[] odd = "\ufeff<html><head><title>\ud800</title></head>?".getBytes(ISO_8859_1);
    byte[] bytes = new byte[odd.length * 2 + 1];
    for (int i = 0; i < odd.length; i++) {
      bytes[2 * i] = odd[i];
    }
    bytes[0] = (byte) 0xFF;
    bytes[1] = (byte) 0xFE;
    bytes[bytes.length - 1] = (byte) 0xD8;
    Path file = Files.write(site.resolve("index.html"), bytes);

    assertThat(HtmlPages.of(site).inject(SNIPPET)).hasToString("1 page: 1 inserted");
    HtmlPages.of(site).remove();
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void aMarkOfTheByteOrderInFrontOfTheDoctypeStays() throws IOException {
    write("index.html", "\ufeff" + PAGE);
    assertThat(HtmlPages.of(site).inject(SNIPPET)).hasToString("1 page: 1 inserted");
    assertThat(read("index.html")).startsWith("\ufeff<!doctype").contains("</title><!-- plau");
  }

  @Test
  void aFileThatIsIncludedForItsHeadGetsTheSnippetAndThePagesDoNot() throws IOException {
    write("intro.html", "<!--#include virtual=\"/includes/header.inc\" -->\n<body><p>Intro</p>");
    write("includes/header.inc", "<!doctype html>\n<html><head><title>Site</title></head>\n");
    write("nav.html", "<link rel=stylesheet href=/nav.css><nav>menu</nav>");

    assertThat(HtmlPages.of(site).inject(SNIPPET).pages())
        .extracting(PageChange::toString)
        .containsExactly(
            "includes/header.inc: INSERTED", "intro.html: HEAD_INCLUDED", "nav.html: FRAGMENT");
    assertThat(HtmlPages.of(site).remove().count(PageOutcome.REMOVED)).isEqualTo(1);
  }

  @Test
  void aWholePageThatAnotherPageIncludesIsAPart() throws IOException {
    write("index.html", PAGE.replace("<body>", "<body><!--#include file=\"footer.html\" -->"));
    write("footer.html", PAGE);

    assertThat(HtmlPages.of(site).inject(SNIPPET).pages())
        .extracting(PageChange::toString)
        .containsExactly("footer.html: FRAGMENT, other pages include it", "index.html: INSERTED");
  }

  @Test
  void onlyThePageThatShowsTheOthersInFramesCounts() throws IOException {
    write(
        "index.html",
        "<!doctype html><html><head><title>API</title></head><frameset cols='20%,80%'><frame"
            + " src='list.html?x=1#a' name=l><frame src=\"sub/inner.html\"></frameset></html>");
    write("list.html", PAGE);
    write("sub/inner.html", "<html><title>i</title><frameset><frame src=../deep/></frameset>");
    write("deep/index.html", PAGE);
    write("page.html", PAGE.replace("<body>", "<body><iframe src=/widget></iframe>"));
    write("widget.html", PAGE.replace("<body>", "<body><iframe src=page.html></iframe>"));
    write("free.html", PAGE);

    assertThat(HtmlPages.of(site).inject(SNIPPET).pages())
        .extracting(PageChange::toString)
        .containsExactly(
            "deep/index.html: FRAMED",
            "free.html: INSERTED",
            "index.html: INSERTED",
            "list.html: FRAMED",
            "page.html: INSERTED",
            "sub/inner.html: FRAMED",
            "widget.html: FRAMED");
  }

  @Test
  void aGzipCopyIsRewrittenAndOtherCopiesAreNamed() throws IOException {
    write("index.html", PAGE);
    write("index.html.gz", "old");
    write("index.html.br", "old");

    PageChanges first = HtmlPages.of(site).inject(SNIPPET);

    assertThat(first.isComplete()).isFalse();
    assertThat(first.toString())
        .contains("index.html: INSERTED; index.html.br is older than the page: compress it again");
    try (InputStream gzip =
        new GZIPInputStream(Files.newInputStream(site.resolve("index.html.gz")))) {
      assertThat(gzip.readAllBytes()).isEqualTo(Files.readAllBytes(site.resolve("index.html")));
    }
    Files.setLastModifiedTime(site.resolve("index.html.gz"), FileTime.fromMillis(0));
    Files.writeString(site.resolve("index.html.gz"), "older");
    Files.setLastModifiedTime(site.resolve("index.html.gz"), FileTime.fromMillis(0));
    HtmlPages.of(site).inject(SNIPPET);
    assertThat(Files.readString(site.resolve("index.html.gz"), ISO_8859_1)).isNotEqualTo("older");
  }

  @Test
  void aScriptWithoutHostIsReportedUnlessTheSiteHasIt() throws IOException {
    write("index.html", PAGE);
    TrackerSnippet own =
        TrackerSnippet.ofDomain("https://stats.example.org", "a.com").scriptUrl("/stats/s.js");

    assertThat(HtmlPages.of(site).inject(own).toString())
        .contains("The script /stats/s.js has no host")
        .contains("/api/event too");
    write("stats/s.js", "");
    assertThat(HtmlPages.of(site).inject(own).warnings()).isEmpty();
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
