package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.blog.Pages;
import io.github.plausible4j.web.ScriptSnippet;
import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each option of a snippet does what it says, with Plausible's own tracker in a real browser. */
class TrackerOptionsTest {
  /** Waits for the tracker, which announces itself, then acts as a visitor. */
  private static final String VISITOR =
      "<script>(function act() { if (!window.plausible || !window.plausible.l) {"
          + " return setTimeout(act, 20); } %s })()</script>";

  private static final String CLICK =
      "document.querySelectorAll('a').forEach(function (a) {"
          + " a.addEventListener('click', function (e) { e.preventDefault() }); a.click() })";

  @TempDir Path site;
  @TempDir Path profile;

  private CountedSite counted;

  @BeforeEach
  void serve() throws IOException {
    counted = CountedSite.start(site);
  }

  @AfterEach
  void stop() {
    counted.close();
  }

  private void visit(String body, String action, UnaryOperator<ScriptSnippet> options)
      throws IOException {
    ScriptSnippet snippet =
        options.apply(TrackerSnippet.ofScript(counted.url(), "pa-Ab1").captureOnLocalhost(true));
    Pages.in(site)
        .file(
            "index.html",
            "<!doctype html><html><head><title>x</title></head><body>"
                + body
                + VISITOR.formatted(action)
                + "</body></html>");
    HtmlPages.of(site).inject(snippet);
    new Chromium(profile).open(counted.url() + "/?secret=1");
  }

  private JsonNode pageview() {
    assertThat(counted.events("pageview")).hasSize(1);
    return counted.events("pageview").get(0);
  }

  @Test
  void pagesOnLocalhostCountOnlyIfAsked() throws IOException {
    visit("", "", snippet -> snippet.captureOnLocalhost(false));
    assertThat(counted.names()).isEmpty();
    visit("", "", snippet -> snippet);
    assertThat(counted.names()).containsOnlyOnce("pageview");
  }

  @Test
  void withoutAutomaticPageviewsOnlyTheCodeOfThePageReports() throws IOException {
    visit("", "plausible('Own')", snippet -> snippet.autoCapturePageviews(false));
    assertThat(counted.names()).contains("Own").doesNotContain("pageview");
  }

  @Test
  void aChangeOfTheFragmentIsAPageviewWithHashBasedRouting() throws IOException {
    visit("", "location.hash = 'two'", snippet -> snippet.hashBasedRouting(true));
    assertThat(counted.events("pageview")).hasSize(2);
    assertThat(counted.events("pageview").get(1).path("u").asText()).endsWith("#two");
  }

  @Test
  void clicksOnLinksToOtherHostsAreReported() throws IOException {
    String link = "<a href=https://example.net/>out</a>";
    visit(link, CLICK, snippet -> snippet.outboundLinks(true));
    assertThat(counted.names()).containsOnlyOnce("Outbound Link: Click");
  }

  @Test
  void downloadsAreReported() throws IOException {
    String links = "<a href=/a.pdf>pdf</a><a href=/a.epub>epub</a>";
    visit(links, CLICK, snippet -> snippet.fileDownloads(true));
    assertThat(counted.events("File Download"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("p").path("url").asText()).endsWith("/a.pdf"));
  }

  @Test
  void downloadsOfChosenTypesAreReported() throws IOException {
    String links = "<a href=/a.pdf>pdf</a><a href=/a.epub>epub</a>";
    visit(links, CLICK, snippet -> snippet.fileDownloads(List.of("epub")));
    assertThat(counted.events("File Download"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("p").path("url").asText()).endsWith("/a.epub"));
  }

  @Test
  void formsAreReported() throws IOException {
    String form = "<form onsubmit='return false'><button>send</button></form>";
    visit(
        form, "document.querySelector('button').click()", snippet -> snippet.formSubmissions(true));
    assertThat(counted.names()).containsOnlyOnce("Form: Submission");
  }

  @Test
  void propertiesAreSentWithEachEvent() throws IOException {
    visit("", "plausible('Own')", snippet -> snippet.prop("author", "Zo\u00eb \"</script>"));
    assertThat(pageview().path("p").path("author").asText()).isEqualTo("Zo\u00eb \"</script>");
    assertThat(counted.events("Own").get(0).path("p").path("author").asText()).startsWith("Zo");
  }

  @Test
  void requestsAreTransformed() throws IOException {
    visit(
        "",
        "plausible('Drop me')",
        snippet ->
            snippet.transformRequest(
                "(payload) => { if (payload.n.length < 9 && payload.n != 'Drop me') {"
                    + " payload.u = payload.u.split('?')[0]; return payload } return null }"));
    assertThat(pageview().path("u").asText()).endsWith("/").doesNotContain("secret");
    assertThat(counted.names()).doesNotContain("Drop me");
  }

  @Test
  void eventsGoToTheChosenEndpoint() throws IOException {
    visit("", "", snippet -> snippet.endpoint("/other"));
    assertThat(counted.names()).isEmpty();
  }

  @Test
  void theConsoleSaysWhyAnEventIsIgnoredUnlessToldNotTo() throws IOException {
    String record =
        "<p></p><script>console.warn = function (text) {"
            + " document.querySelector('p').textContent = text }</script>";
    visit(record, "", snippet -> snippet.captureOnLocalhost(false));
    assertThat(new Chromium(profile).open(counted.url())).contains("<p>Ignoring Event");
    visit(record, "", snippet -> snippet.captureOnLocalhost(false).logging(false));
    assertThat(new Chromium(profile).open(counted.url())).contains("<p></p>");
  }
}
