package io.github.plausible4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TrackerSnippetTest {
  private static final DomainSnippet DOMAIN =
      TrackerSnippet.ofDomain("https://stats.example.org", "blog.example.com");
  private static final ScriptSnippet SCRIPT =
      TrackerSnippet.ofScript("https://stats.example.org/", "pa-0a1B2c3D4e5F6g7H8i9J0");

  @Test
  void theScriptOfADomainReadsItsSiteFromAnAttribute() {
    assertThat(element(DOMAIN))
        .isEqualTo(
            "<script defer=\"\" data-domain=\"blog.example.com\""
                + " src=\"https://stats.example.org/js/script.js\"></script>");
  }

  @Test
  void extensionsAreInTheNameOfTheScriptOnceAndInOrder() {
    assertThat(
            element(
                DOMAIN
                    .with(ScriptExtension.OUTBOUND_LINKS, ScriptExtension.HASH)
                    .with(ScriptExtension.HASH, ScriptExtension.FILE_DOWNLOADS)))
        .contains("/js/script.file-downloads.hash.outbound-links.js\"");
  }

  @Test
  void pagesThatAreLeftOutComeTogether() {
    assertThat(element(DOMAIN.exclude("/admin/**").exclude("/drafts/*", "/test")))
        .contains(" data-exclude=\"/admin/**,/drafts/*,/test\"")
        .contains("/js/script.exclusions.js");
  }

  @Test
  void aPropertyOfThePageIsAnAttributeThatCannotBreakOut() {
    assertThat(element(DOMAIN.prop("author", "Ann \"A\" <b> & Zoë")))
        .contains(" event-author=\"Ann &#34;A&#34; &#60;b&#62; &#38; Zo&#235;\"")
        .contains("/js/script.pageview-props.js");
  }

  @Test
  void aScriptForOldBrowsersFindsItsElementByItsId() {
    assertThat(element(DOMAIN.with(ScriptExtension.COMPAT))).contains(" id=\"plausible\"");
  }

  @Test
  void aProxyDeliversTheScriptUnderAnyNameAndTakesTheEvents() {
    assertThat(element(DOMAIN.scriptUrl("/stats/a.js").endpoint("/stats/event")))
        .isEqualTo(
            "<script defer=\"\" data-domain=\"blog.example.com\" data-api=\"/stats/event\""
                + " src=\"/stats/a.js\"></script>");
    assertThat(element(SCRIPT.scriptUrl("https://cdn.example.com/p.js")))
        .isEqualTo("<script async=\"\" src=\"https://cdn.example.com/p.js\"></script>");
  }

  @Test
  void severalSitesMayCountTheSamePage() {
    assertThat(element(TrackerSnippet.ofDomain("https://stats.example.org", "a.com,all.com")))
        .contains(" data-domain=\"a.com,all.com\"");
  }

  @Test
  void aServerBelowAPathKeepsThePath() {
    assertThat(element(TrackerSnippet.ofDomain("https://example.org/stats", "a.com")))
        .contains(" src=\"https://example.org/stats/js/script.js\"")
        .contains(" data-api=\"https://example.org/stats/api/event\"");
  }

  @Test
  void theAddressesOfASnippetAreKnown() {
    assertThat(DOMAIN.scriptUrl()).isEqualTo("https://stats.example.org/js/script.js");
    assertThat(DOMAIN.endpoint()).isEqualTo("https://stats.example.org/api/event");
    assertThat(DOMAIN.scriptUrl("/s.js").endpoint()).isEqualTo("/api/event");
    assertThat(DOMAIN.scriptUrl("https://cdn.example.com/a/s.js").endpoint())
        .isEqualTo("https://cdn.example.com/api/event");
    assertThat(SCRIPT.endpoint()).isEqualTo("https://stats.example.org/api/event");
    assertThat(SCRIPT.scriptUrl("/s.js").endpoint())
        .isEqualTo("https://stats.example.org/api/event");
    assertThat(SCRIPT.endpoint("/e").endpoint()).isEqualTo("/e");
    assertThat(DOMAIN.toHtml()).endsWith("<script>" + DOMAIN.inlineScript() + "</script>");
    assertThat(SCRIPT.toHtml()).endsWith("<script>" + SCRIPT.inlineScript() + "</script>");
  }

  @Test
  void eachOptionOfTheTrackerHasItsName() {
    assertThat(
            SCRIPT
                .hashBasedRouting(true)
                .outboundLinks(true)
                .fileDownloads(List.of("epub", "gz"))
                .formSubmissions(true)
                .logging(false)
                .transformRequest("(payload) => payload")
                .inlineScript())
        .endsWith(
            "init({\"hashBasedRouting\":true,\"outboundLinks\":true,"
                + "\"fileDownloads\":{\"fileExtensions\":[\"epub\",\"gz\"]},"
                + "\"formSubmissions\":true,\"logging\":false,"
                + "\"transformRequest\":((payload) => payload)})");
    assertThat(SCRIPT.transformRequest("f").inlineScript())
        .endsWith("init({\"transformRequest\":(f)})");
  }

  @Test
  void everySnippetIsWellFormedXhtml() throws Exception {
    List<TrackerSnippet> snippets =
        List.of(
            DOMAIN.with(ScriptExtension.COMPAT).prop("author", "A & \"B\" <c>"),
            SCRIPT,
            SCRIPT.prop("title", "A & B < c ]]>"),
            SCRIPT.transformRequest("(p) => p.n < 'q' && p"));
    for (TrackerSnippet snippet : snippets) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader("<head>" + snippet.toHtml() + "</head>")));
    }
  }

  @Test
  void theScriptOfASiteIsLoadedByItsNameAndInitialised() {
    assertThat(SCRIPT.toHtml())
        .startsWith(
            "<script async=\"\" src=\"https://stats.example.org/js/pa-0a1B2c3D4e5F6g7H8i9J0.js\">")
        .endsWith("window.plausible.init()</script>");
  }

  @Test
  void optionsOfASiteCannotEndTheScript() {
    assertThat(SCRIPT.prop("title", "</script><b>Zoë \u2028").endpoint("/e").toHtml())
        .endsWith(
            "window.plausible.init({\"customProperties\":{\"title\":\"\\u003c/script>\\u003cb>Zo"
                + "\\u00EB \\u2028\"},\"endpoint\":\"/e\"})</script>");
  }

  @Test
  void aChangedSnippetIsACopy() {
    ScriptSnippet changed = SCRIPT.captureOnLocalhost(true).autoCapturePageviews(false);
    assertThat(changed.toHtml())
        .contains("init({\"captureOnLocalhost\":true,\"autoCapturePageviews\":false})");
    assertThat(SCRIPT.toHtml()).contains("init()");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(() -> TrackerSnippet.ofDomain("stats.example.org", "https://blog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseUrl \"stats.example.org\" is not an http or https address")
        .hasMessageContaining("domain \"https://blog\" is not a site");
    assertThatThrownBy(() -> TrackerSnippet.ofScript("https://a:b@stats.example.org", "script"))
        .hasMessageContaining("baseUrl has a user name or password")
        .hasMessageContaining("scriptId \"script\" is not the name of a site's script");
  }

  @Test
  void valuesThatTheServerWouldDropAreRefused() {
    assertThatThrownBy(() -> DOMAIN.prop("Author", "x")).hasMessageContaining("lower-case");
    assertThatThrownBy(() -> DOMAIN.prop("author", " ")).hasMessageContaining("is blank");
    assertThatThrownBy(() -> SCRIPT.prop("x".repeat(301), "x")).hasMessageContaining("300 bytes");
    assertThatThrownBy(() -> SCRIPT.prop("x", "ä".repeat(1001))).hasMessageContaining("2,000");
    assertThatThrownBy(() -> DOMAIN.exclude("admin", "/a,b"))
        .hasMessageContaining("path \"admin\"")
        .hasMessageContaining("path \"/a,b\"");
    assertThatThrownBy(() -> DOMAIN.endpoint("stats/event")).hasMessageContaining("endpoint");
    assertThatThrownBy(() -> SCRIPT.scriptUrl("//cdn/p.js")).hasMessageContaining("scriptUrl");
    assertThatThrownBy(() -> SCRIPT.fileDownloads(List.of(".pdf"))).hasMessageContaining("a dot");
    assertThatThrownBy(() -> SCRIPT.fileDownloads(List.of())).hasMessageContaining("no extension");
    assertThatThrownBy(() -> SCRIPT.transformRequest("'</SCRIPT>'"))
        .hasMessageContaining("would end");
    assertThatThrownBy(() -> SCRIPT.transformRequest("'\u00e9'")).hasMessageContaining("ASCII");
    assertThatThrownBy(() -> SCRIPT.transformRequest(" ")).hasMessageContaining("is blank");
    assertThatThrownBy(() -> new ScriptExtension("a.b")).hasMessageContaining("a.b");
  }

  private static String element(TrackerSnippet snippet) {
    return snippet.toHtml().lines().findFirst().orElseThrow();
  }
}
