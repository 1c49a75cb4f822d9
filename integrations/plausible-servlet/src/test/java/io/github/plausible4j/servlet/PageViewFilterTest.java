package io.github.plausible4j.servlet;

import static io.github.plausible4j.servlet.WebApplication.html;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.VisitorFinder;
import io.github.plausible4j.testkit.RecordedEvent;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageViewFilterTest {
  @Test
  void aPageIsCountedWithItsCampaignAndWithoutTheRestOfItsQuery() throws Exception {
    AtomicReference<Event> tracked = new AtomicReference<>();
    try (WebApplication app =
        new WebApplication()
            .counting(
                filter ->
                    filter.customizer(
                        (request, event) -> {
                          tracked.set(event);
                          return Optional.of(event);
                        }))
            .page("/join", html("hi"))
            .started()) {
      app.open(
          "/join;jsessionid=1?token=secret&utm_source=letter&Ref=x",
          "Referer",
          "https://news.example.org/today?user=7#top");

      assertThat(tracked.get().url()).endsWith("/app/join?utm_source=letter&Ref=x");
      assertThat(tracked.get().referrer()).contains("https://news.example.org/today");
      RecordedEvent stored = app.awaitCounted(1).get(0);
      assertThat(stored.name()).isEqualTo("pageview");
      assertThat(stored.site()).isEqualTo("blog.example.com");
      assertThat(stored.pathname()).isEqualTo("/app/join");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Dest, empty",
    "Sec-Fetch-Dest, iframe",
    "X-Requested-With, XMLHttpRequest",
    "Sec-Purpose, prefetch;prerender",
    "Purpose, prefetch",
    "User-Agent, Mozilla/5.0 (compatible; Googlebot/2.1)",
    "User-Agent, ''",
  })
  void aRequestThatNoPersonMadeIsNotCounted(String header, String value) throws Exception {
    try (WebApplication app = new WebApplication().counting().page("/", html("hi")).started()) {
      assertThat(app.open("/", header, value).body()).isEqualTo("hi");

      assertThat(app.counted()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "OPTIONS"})
  void onlyGetIsCounted(String method) throws Exception {
    try (WebApplication app = new WebApplication().counting().page("/", html("hi")).started()) {
      app.send(
          HttpRequest.newBuilder(app.uri("/")).method(method, HttpRequest.BodyPublishers.noBody()));

      assertThat(app.counted()).isEmpty();
    }
  }

  @Test
  void answersThatAreNoPageAreNotCounted() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting()
            .page("/json", (q, a) -> a.setContentType("application/json"))
            .page("/none", (q, a) -> a.getOutputStream().print("hi"))
            .page("/moved", (q, a) -> a.sendRedirect("/app/json"))
            .page("/missing", (q, a) -> a.sendError(404))
            .page(
                "/report",
                (q, a) -> {
                  a.setContentType("text/html");
                  a.setHeader("Content-Disposition", "attachment; filename=report.html");
                })
            .started()) {
      for (String path : new String[] {"/json", "/none", "/moved", "/missing", "/report"}) {
        app.open(path);
      }

      assertThat(app.counted()).isEmpty();
    }
  }

  @Test
  void aPageThatTheBrowserHasAlreadyIsCountedAndAPictureIsNot() throws Exception {
    try (WebApplication app =
        new WebApplication().counting().page("/*", (q, a) -> a.setStatus(304)).started()) {
      app.open("/logo.png", "Accept", "image/avif,image/webp,*/*");
      app.open("/about");

      assertThat(app.counted()).extracting(RecordedEvent::pathname).containsExactly("/app/about");
    }
  }

  @Test
  void forwardsAndIncludesAreOneView() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting()
            .page("/inner", html("inner"))
            .page("/forward", (q, a) -> q.getRequestDispatcher("/inner").forward(q, a))
            .page(
                "/include",
                (q, a) -> {
                  a.setContentType("text/html");
                  q.getRequestDispatcher("/inner").include(q, a);
                  q.getRequestDispatcher("/inner").include(q, a);
                })
            .started()) {
      assertThat(app.open("/forward").body()).isEqualTo("inner");
      assertThat(app.open("/include").body()).isEqualTo("innerinner");

      assertThat(app.counted())
          .extracting(RecordedEvent::pathname)
          .containsExactlyInAnyOrder("/app/forward", "/app/include");
    }
  }

  @Test
  void anExceptionOfTheApplicationPassesThroughAndIsNotCounted() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting()
            .page(
                "/",
                (q, a) -> {
                  a.setContentType("text/html");
                  throw new IllegalStateException("the application's own");
                })
            .started()) {
      assertThat(app.open("/").statusCode()).isEqualTo(500);

      assertThat(app.counted()).isEmpty();
    }
  }

  @Test
  void anAsynchronousPageIsCountedOnceWhenItIsComplete() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting()
            .page(
                "/slow",
                (q, a) -> {
                  var async = q.startAsync();
                  async.start(
                      () -> {
                        async.getResponse().setContentType("text/html");
                        async.complete();
                      });
                })
            .page("/after", html("after"))
            .page("/dispatched", (q, a) -> q.startAsync().dispatch("/after"))
            .started()) {
      app.open("/slow");
      app.awaitCounted(1);
      app.open("/dispatched");
      app.awaitCounted(2);
      app.open("/after");

      assertThat(app.awaitCounted(3))
          .extracting(RecordedEvent::pathname)
          .containsExactly("/app/slow", "/app/dispatched", "/app/after");
    }
  }

  @Test
  void anAnswerInPiecesOrCompressedIsTheSameAsWithoutTheFilter() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting()
            .page(
                "/",
                (q, a) -> {
                  a.setContentType("text/html");
                  for (int i = 0; i < 100; i++) {
                    a.getOutputStream().print("piece " + i + "\n");
                    a.flushBuffer();
                  }
                })
            .page(
                "/zip",
                (q, a) -> {
                  a.setContentType("text/html");
                  a.setHeader("Content-Encoding", "gzip");
                  a.getOutputStream().write(new byte[] {31, (byte) 139});
                })
            .started()) {
      assertThat(app.open("/").body()).hasLineCount(100).endsWith("piece 99\n");
      assertThat(app.open("/zip").headers().firstValue("Content-Encoding")).contains("gzip");

      assertThat(app.counted()).hasSize(2);
    }
  }

  @Test
  void patternsChooseThePages() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting(filter -> filter.including("/blog/*", "*.html").excluding("/blog/draft/*"))
            .page("/*", html("hi"))
            .started()) {
      for (String path :
          new String[] {"/blog", "/blog/a", "/blog/draft/b", "/c.html", "/blogger", "/"}) {
        app.open(path);
      }

      assertThat(app.counted())
          .extracting(RecordedEvent::pathname)
          .containsExactlyInAnyOrder("/app/blog", "/app/blog/a", "/app/c.html");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DNT", "Sec-GPC"})
  void aVisitorWhoOptsOutIsCountedUnlessThatIsHonoured(String header) throws Exception {
    try (WebApplication honouring =
            new WebApplication()
                .counting(f -> f.visitorFinder(VisitorFinder.behind(0).honouringOptOut()))
                .page("/", html("hi"))
                .started();
        WebApplication other = new WebApplication().counting().page("/", html("hi")).started()) {
      honouring.open("/", header, "1");
      other.open("/", header, "1");

      assertThat(honouring.counted()).isEmpty();
      assertThat(other.counted()).hasSize(1);
    }
  }

  @Test
  void visitorsBehindAProxyAreDistinguishedByAllLinesOfTheHeader() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting(filter -> filter.visitorFinder(VisitorFinder.behind(1)))
            .page("/", html("hi"))
            .started()) {
      for (String address : new String[] {"203.0.113.7", "203.0.113.8", "203.0.113.7"}) {
        app.send(
            HttpRequest.newBuilder(app.uri("/"))
                .header("X-Forwarded-For", "198.51.100.1")
                .header("X-Forwarded-For", address));
      }

      assertThat(app.counted().stream().map(RecordedEvent::visitorId).distinct()).hasSize(2);
    }
  }

  @Test
  void theOriginThatVisitorsSeeTakesTheHostsPlace() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting(filter -> filter.origin("https://www.blog.example.com/"))
            .page("/a", html("hi"))
            .started()) {
      app.open("/a");

      assertThat(app.counted())
          .extracting(RecordedEvent::hostname)
          .containsExactly("blog.example.com");
    }
  }

  @Test
  void aCustomEventAlsoHasTheOriginThatVisitorsSee() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.counting(filter -> filter.origin("https://blog.example.com"))
          .page(
              "/join",
              (request, response) ->
                  PlausibleRequest.event("Signup", request)
                      .ifPresent(event -> app.queue.track(event.build())))
          .started()
          .open("/join");

      assertThat(app.counted())
          .filteredOn(event -> event.name().equals("Signup"))
          .extracting(RecordedEvent::hostname)
          .containsExactly("blog.example.com");
    }
  }

  @Test
  void withoutAFilterEventsHaveTheConfiguredOriginAndFinder() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.page(
              "/join",
              (request, response) -> {
                PlausibleRequest.configure(
                    request.getServletContext(),
                    VisitorFinder.behind(0).honouringOptOut(),
                    "https://blog.example.com/");
                PlausibleRequest.event("Signup", request)
                    .ifPresent(event -> app.queue.track(event.build()));
              })
          .started();
      app.open("/join");
      app.open("/join", "DNT", "1");

      assertThat(app.counted())
          .extracting(RecordedEvent::hostname)
          .containsExactly("blog.example.com");
    }
  }

  @Test
  void aCustomizerAddsPropertiesLeavesOutAndMayFail() throws Exception {
    try (WebApplication app =
        new WebApplication()
            .counting(
                filter ->
                    filter.customizer(
                        (request, event) ->
                            switch (request.getServletPath()) {
                              case "/a" ->
                                  Optional.of(event.toBuilder().prop("plan", "pro").build());
                              case "/b" -> Optional.empty();
                              case "/d" -> throw new StackOverflowError("the customizer's own");
                              default -> throw new IllegalStateException("the customizer's own");
                            }))
            .page("/a", html("a"))
            .page("/b", html("b"))
            .page("/c", html("c"))
            .page("/d", html("d"))
            .started()) {
      assertThat(app.open("/a").body()).isEqualTo("a");
      assertThat(app.open("/b").body()).isEqualTo("b");
      assertThat(app.open("/c").body()).isEqualTo("c");
      assertThat(app.open("/d").body()).isEqualTo("d");

      assertThat(app.counted()).hasSize(1);
      assertThat(app.counted().get(0).props()).containsEntry("plan", "pro");
    }
  }

  @Test
  void addressesThatNoServerTakesAreRepaired() throws Exception {
    try (WebApplication app = new WebApplication().counting().page("/*", html("hi")).started()) {
      assertThat(app.open("/" + "a".repeat(2_500)).body()).isEqualTo("hi");
      assertThat(app.open("/b?utm_source=" + "a".repeat(2_500)).body()).isEqualTo("hi");

      assertThat(app.counted()).hasSize(2);
    }
  }

  @Test
  void anEventOfTheApplicationHasTheVisitorOfThePageView() throws Exception {
    try (WebApplication app = new WebApplication()) {
      app.counting(filter -> filter.visitorFinder(VisitorFinder.behind(1)))
          .page(
              "/join",
              (request, response) -> {
                html("joined").answer(request, response);
                PlausibleRequest.event("Signup", request)
                    .map(event -> event.site("blog.example.com").prop("plan", "pro").build())
                    .ifPresent(app.queue::track);
              })
          .started()
          .open("/join?card=secret", "X-Forwarded-For", "203.0.113.7");

      assertThat(app.counted()).extracting(RecordedEvent::name).contains("Signup", "pageview");
      assertThat(app.counted().stream().map(RecordedEvent::visitorId).distinct()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin/*", "/a*", "/a/*/b", "*", "**.html", "*.", ""})
  void whatIsNotAUrlPatternIsRefused(String pattern) {
    try (WebApplicationQueue queue = new WebApplicationQueue()) {
      assertThatThrownBy(() -> PageViewFilter.builder(queue.get()).excluding(pattern))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("excluding \"" + pattern + "\"")
          .hasMessageContaining("/admin/*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blog.example.com", "https://", "https://a.example/blog", "ftp://a.example"})
  void anOriginIsSchemeAndHost(String origin) {
    try (WebApplicationQueue queue = new WebApplicationQueue()) {
      assertThatThrownBy(() -> PageViewFilter.builder(queue.get()).origin(origin))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("origin \"" + origin + "\"")
          .hasMessageContaining("https://blog.example.com");
    }
  }
}
