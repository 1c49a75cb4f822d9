package io.github.plausible4j.blog.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.web.OptOutPage;
import io.github.plausible4j.web.OptOutTexts;
import io.github.plausible4j.web.ScriptExtension;
import io.github.plausible4j.web.TrackerSnippet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a browser makes of the pages. The scripts that they load read their configuration the way
 * that Plausible's do, and write it into the page.
 */
class BrowserTest {
  private static final String PAGE = "<!doctype html><html><head></head><body></body></html>";
  private static final String CLICK = "<script>document.querySelector('button').click()</script>";

  @TempDir Path profile;

  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void serve() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            String body = files.get(path);
            return new MockResponse.Builder()
                .code(body == null ? 404 : 200)
                .setHeader("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html")
                .body(body == null ? "" : body)
                .build();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theScriptOfADomainFindsItsAttributes() {
    files.put(
        "/js/script.exclusions.outbound-links.pageview-props.js",
        """
        var me = document.currentScript;
        document.title = ['data-domain', 'data-api', 'data-exclude', 'event-author']
            .map(function (name) { return me.getAttribute(name); })
            .concat(window.plausible.q.length, window.plausible.q[0][0]).join('|');
        """);
    TrackerSnippet snippet =
        TrackerSnippet.ofDomain(baseUrl(), "blog.example.com")
            .with(ScriptExtension.OUTBOUND_LINKS)
            .exclude("/admin/**")
            .prop("author", "Zoë \"Z\" <i>")
            .endpoint("/e");
    files.put(
        "/",
        HtmlPages.injectInto(PAGE, snippet)
            .replace("<body>", "<body><script>plausible('Early')</script>"));

    assertThat(new Chromium(profile).open(baseUrl()))
        .contains("<title>blog.example.com|/e|/admin/**|Zoë \"Z\" &lt;i&gt;|1|Early</title>");
  }

  @Test
  void theScriptOfASiteFindsItsOptions() {
    files.put(
        "/js/pa-Ab1.js",
        """
        function init(options) { document.title = JSON.stringify(options); }
        if (window.plausible && window.plausible.o) { init(window.plausible.o); }
        window.plausible = window.plausible || {};
        window.plausible.init = init;
        """);
    TrackerSnippet snippet =
        TrackerSnippet.ofScript(baseUrl(), "pa-Ab1").prop("title", "</script>Zoë");
    files.put("/", HtmlPages.injectInto(PAGE, snippet));

    assertThat(new Chromium(profile).open(baseUrl()))
        .contains("<title>{\"customProperties\":{\"title\":\"&lt;/script&gt;Zoë\"}}</title>");
  }

  @Test
  void aReaderRefusesAndTheBrowserRemembersUntilTheReaderAllowsAgain() {
    OptOutTexts words = OptOutTexts.german();
    String page = OptOutPage.of(words).toHtml();
    files.put("/", page);
    files.put("/click", page.replace("</main>", CLICK + "</main>"));
    Chromium browser = new Chromium(profile);

    assertThat(browser.open(baseUrl())).contains(status(words.counted()), button(words.refuse()));
    assertThat(browser.open(baseUrl() + "/click"))
        .contains(status(words.notCounted()), button(words.allow()));
    assertThat(browser.open(baseUrl())).contains(status(words.notCounted()));
    assertThat(browser.open(baseUrl() + "/click")).contains(status(words.counted()));
  }

  @Test
  void thePageSetsWhatPlausiblesScriptsLookFor() {
    files.put(
        "/",
        OptOutPage.of(OptOutTexts.english())
            .toHtml()
            .replace(
                "</main>",
                CLICK
                    + "<script>document.title = window.localStorage.plausible_ignore</script>"
                    + "</main>"));

    assertThat(new Chromium(profile).open(baseUrl())).contains("<title>true</title>");
  }

  private static String status(String words) {
    return "<p role=\"status\">" + words + "</p>";
  }

  private static String button(String words) {
    return "<button type=\"button\">" + words + "</button>";
  }

  private String baseUrl() {
    return "http://127.0.0.1:" + server.getPort();
  }
}
