package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.blog.Pages;
import io.github.plausible4j.web.ScriptSnippet;
import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One visit of a page is one page view, in a real browser with Plausible's own tracker. */
class VisitCountTest {
  private static final String PAGE =
      "<!doctype html><html><head><title>x</title></head><body>text</body></html>";

  @TempDir Path site;
  @TempDir Path profile;

  private void assertOnePageview(String page) throws IOException {
    try (CountedSite counted = CountedSite.start(site)) {
      ScriptSnippet snippet =
          TrackerSnippet.ofScript(counted.url(), "pa-Ab1").captureOnLocalhost(true);
      HtmlPages.of(site).inject(snippet);
      HtmlPages.of(site).inject(snippet);

      new Chromium(profile).open(counted.url() + page);

      assertThat(counted.events("pageview"))
          .singleElement()
          .satisfies(event -> assertThat(event.path("u").asText()).endsWith(page));
    }
  }

  @Test
  void aPageWhoseHeadIsIncludedCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "intro.html",
            """
            <!--#include virtual="/includes/header.htm" -->
            <body>
            <script>function play() { return 1; }</script>
            <!--#include virtual="/toc.html" -->
            <p>Intro</p>
            </body></html>
            """)
        .file("includes/header.htm", "<!doctype html>\n<html><head><title>Site</title></head>\n")
        .file("toc.html", "<script>var toc = 1</script><nav>contents</nav>");
    assertOnePageview("/intro.html");
  }

  @Test
  void aPageThatIncludesWholePagesCountsOnce() throws IOException {
    Pages.in(site)
        .file("a.html", PAGE.replace("text", "<!--#include virtual=\"/footer.html\" -->"))
        .file("footer.html", PAGE);
    assertOnePageview("/a.html");
  }

  @Test
  void aPageThatCountsByAProxyOfItsOwnCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "page.html",
            "<!doctype html><html><head><title>x</title>\n"
                + "<script async src=\"/js/script.js\"></script>\n"
                + "<script>window.plausible=window.plausible||function(){};"
                + "plausible.init=plausible.init||function(i){plausible.o=i};\n"
                + "plausible.init({ endpoint: \"/api/event\", captureOnLocalhost: true })</script>"
                + "</head><body></body></html>");
    assertOnePageview("/page.html");
  }

  @Test
  void aSetOfFramesCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "index.html",
            "<!doctype html><html><head><title>API</title></head><frameset cols=\"20%,80%\">"
                + "<frame src=\"list.html\" name=\"l\"><frame src=\"summary.html\" name=\"s\">"
                + "</frameset></html>")
        .file("list.html", PAGE)
        .file("summary.html", PAGE);
    assertOnePageview("/index.html");
  }

  @Test
  void aPageOfAnotherVendorCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "page.html",
            PAGE.replace(
                "</head>",
                "<script defer data-website-id=abc data-domain=blog.example.org"
                    + " src=/metrics/script.js></script></head>"));
    assertOnePageview("/page.html");
  }

  @Test
  void aPageWithALateDeclarationOfItsEncodingKeepsItsTextAndCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "page.html",
            "<!doctype html><html class=\""
                + "x".repeat(700)
                + "\"><div hidden></div><head><script>var t=1</script><meta charset=utf-8>"
                + "<title>B\u00fccher</title></head><body>B\u00fccher</body></html>");
    assertOnePageview("/page.html");
    try (CountedSite counted = CountedSite.start(site)) {
      assertThat(new Chromium(profile).open(counted.url() + "/page.html"))
          .contains("<title>B\u00fccher</title>");
    }
  }

  @Test
  void aWidePageCountsOnce() throws IOException {
    Pages.in(site).file("page.html", "\ufeff" + PAGE, Charset.forName("UTF-16LE"));
    assertOnePageview("/page.html");
  }

  @Test
  void anXhtmlPageCountsOnce() throws IOException {
    Pages.in(site)
        .file(
            "page.xhtml",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head>"
                + "<body><p>x</p></body></html>");
    assertOnePageview("/page.xhtml");
  }

  @Test
  void aPageThatAllowsTheSnippetByItsPolicyCountsOnce() throws IOException {
    try (CountedSite counted = CountedSite.start(site)) {
      ScriptSnippet snippet =
          TrackerSnippet.ofScript(counted.url(), "pa-Ab1").captureOnLocalhost(true);
      String html =
          PAGE.replace(
              "</head>",
              "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\"></head>");
      String reason = HtmlPage.parse(html, false).with(snippet).reason();
      String sources = reason.replaceFirst(".*?add (\\S+ 'sha256-\\S+') to default-src.*", "$1");
      Pages.in(site).file("page.html", html.replace("'self'", "'self' " + sources));
      assertThat(HtmlPages.of(site).inject(snippet).count(PageOutcome.INSERTED)).isEqualTo(1);

      new Chromium(profile).open(counted.url() + "/page.html");

      assertThat(counted.names()).containsOnlyOnce("pageview");
    }
  }
}
