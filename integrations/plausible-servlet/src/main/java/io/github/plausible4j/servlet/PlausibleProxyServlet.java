package io.github.plausible4j.servlet;

import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.events.VisitorFinder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Plausible's scripts from your own host, and forwards the events that they send to
 * Plausible, with the visitor's address and User-Agent and without cookies. Thread-safe.
 *
 * <p>Map it to a prefix, with asynchronous requests supported, so that no thread of the container
 * waits for Plausible:
 *
 * <pre>{@code
 * ServletRegistration.Dynamic proxy =
 *     context.addServlet(
 *         "plausible", PlausibleProxyServlet.builder("https://stats.example.org").build());
 * proxy.addMapping("/stats/*");
 * proxy.setAsyncSupported(true);
 * }</pre>
 *
 * <p>Pages then have {@code <script defer data-domain="blog.example.com" src="/stats/js/script.js"
 * data-api="/stats/api/event"></script>}. Only {@code GET …/js/NAME.js} and {@code POST
 * …/api/event} are forwarded, and only to this server. Everything else is answered with 404.
 */
public final class PlausibleProxyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PlausibleProxyServlet.class);
  private static final Pattern SCRIPT = Pattern.compile("(?:.*/)?js/([A-Za-z0-9._-]{1,200}\\.js)");
  private static final int MOST_EVENT_BYTES = 64 * 1024;
  private static final int MOST_WAITING = 1_000;
  private static final MediaType TEXT = MediaType.get("text/plain");

  private final transient HttpUrl plausible;
  private final transient VisitorFinder visitorFinder;
  private final transient ProxyHttpClient http;
  private final transient ScriptCache scripts;
  private final transient Duration scriptMaxAge;

  private PlausibleProxyServlet(Builder builder, HttpUrl plausible) {
    this.plausible = plausible;
    visitorFinder = builder.visitorFinder;
    http = ProxyHttpClient.of(builder.httpClient);
    scriptMaxAge = builder.scriptMaxAge;
    scripts = new ScriptCache(builder.clock, scriptMaxAge);
  }

  /**
   * Creates a builder.
   *
   * @param plausibleUrl the address of Plausible, for example {@code https://stats.example.org}
   */
  public static Builder builder(String plausibleUrl) {
    return new Builder(plausibleUrl);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Matcher script = SCRIPT.matcher(path(request));
    if (!script.matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String name = script.group(1);
    UpstreamAnswer cached = scripts.fresh(name);
    if (cached != null) {
      cached.writeTo(response);
      return;
    }
    Request upstream = new Request.Builder().url(url("js", name)).build();
    relay(request, response, upstream, answer -> remember(name, answer));
  }

  private UpstreamAnswer remember(String name, UpstreamAnswer answer) {
    if (answer.status() == HttpServletResponse.SC_OK) {
      UpstreamAnswer script =
          answer
              .with("Cache-Control", "public, max-age=" + scriptMaxAge.toSeconds())
              .with("X-Content-Type-Options", "nosniff");
      scripts.put(name, script);
      return script;
    }
    UpstreamAnswer old = answer.status() >= 500 ? scripts.any(name) : null;
    return old == null ? answer : old;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!("/" + path(request)).endsWith("/api/event")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MOST_EVENT_BYTES + 1);
    if (body.length > MOST_EVENT_BYTES) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    Optional<Visitor> visitor = PlausibleRequest.visitor(request, visitorFinder);
    if (visitor.isEmpty()) {
      UpstreamAnswer.of(HttpServletResponse.SC_ACCEPTED, "ok").writeTo(response);
      return;
    }
    relay(request, response, event(request, body, visitor.orElseThrow()), answer -> answer);
  }

  private Request event(HttpServletRequest request, byte[] body, Visitor visitor) {
    Request.Builder event =
        new Request.Builder()
            .url(url("api", "event"))
            .post(RequestBody.create(body, type(request)))
            .header("User-Agent", visitor.userAgent());
    if (!visitor.ipAddress().isEmpty()) {
      // Every release reads the first header. The second one also works if Plausible is behind a
      // proxy.
      event
          .header("X-Forwarded-For", visitor.ipAddress())
          .header("X-Plausible-IP", visitor.ipAddress());
    }
    return event.build();
  }

  /** Browsers send ASCII. OkHttp throws an exception for other characters in a header. */
  private static MediaType type(HttpServletRequest request) {
    String type = request.getContentType();
    MediaType parsed = type == null || !type.matches("[ -~]*") ? null : MediaType.parse(type);
    return parsed == null ? TEXT : parsed;
  }

  private void relay(
      HttpServletRequest request,
      HttpServletResponse response,
      Request upstream,
      UnaryOperator<UpstreamAnswer> then)
      throws IOException {
    if (http.client().dispatcher().queuedCallsCount() >= MOST_WAITING) {
      then.apply(UpstreamAnswer.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "busy"))
          .writeTo(response);
      return;
    }
    Call call = http.client().newCall(upstream);
    if (!request.isAsyncSupported()) {
      then.apply(execute(call)).writeTo(response);
      return;
    }
    AsyncContext context = request.startAsync();
    // The timeout of the call ends it.
    context.setTimeout(0);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call done, Response answer) {
            complete(context, then.apply(read(answer)));
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            complete(context, then.apply(unreachable(e)));
          }
        });
  }

  private static UpstreamAnswer execute(Call call) {
    try {
      return read(call.execute());
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  private static UpstreamAnswer read(Response response) {
    try (response) {
      return UpstreamAnswer.read(response);
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  private static UpstreamAnswer unreachable(IOException e) {
    LOG.debug("Plausible did not answer", e);
    return UpstreamAnswer.of(HttpServletResponse.SC_BAD_GATEWAY, "Plausible did not answer");
  }

  private static void complete(AsyncContext context, UpstreamAnswer answer) {
    try {
      answer.writeTo((HttpServletResponse) context.getResponse());
    } catch (IOException | RuntimeException e) {
      LOG.debug("The visitor disconnected before the answer", e);
    } finally {
      context.complete();
    }
  }

  private HttpUrl url(String directory, String name) {
    return plausible.newBuilder().addPathSegment(directory).addPathSegment(name).build();
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return (request.getServletPath() + (info == null ? "" : info)).replaceFirst("^/", "");
  }

  /** Ends the threads and connections of the proxy. */
  @Override
  public void destroy() {
    http.close();
  }

  /** Builds a {@link PlausibleProxyServlet}. Not thread-safe. */
  public static final class Builder {
    private final String plausibleUrl;
    private VisitorFinder visitorFinder = VisitorFinder.behind(0);
    private @Nullable OkHttpClient httpClient;
    private Duration scriptMaxAge = Duration.ofHours(6);
    private Clock clock = Clock.systemUTC();

    private Builder(String plausibleUrl) {
      this.plausibleUrl = Objects.requireNonNull(plausibleUrl, "plausibleUrl");
    }

    /**
     * Sets how visitors are found. Default {@link VisitorFinder#behind behind(0)}, for visitors who
     * connect directly. Events of visitors that it does not return are answered but not forwarded.
     */
    public Builder visitorFinder(VisitorFinder visitorFinder) {
      this.visitorFinder = Objects.requireNonNull(visitorFinder, "visitorFinder");
      return this;
    }

    /**
     * Sets the client for calls to Plausible, for example with a proxy or certificates. It is not
     * closed. Default the servlet's own client, whose calls may take 10 seconds.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /**
     * Sets how long a script is cached, here and in browsers. Default 6 hours. While Plausible does
     * not answer, an older script is used.
     *
     * @throws IllegalArgumentException if negative
     */
    public Builder scriptMaxAge(Duration scriptMaxAge) {
      if (scriptMaxAge.isNegative()) {
        throw new IllegalArgumentException(
            "scriptMaxAge \"" + scriptMaxAge + "\" is negative; use zero to cache no script");
      }
      this.scriptMaxAge = scriptMaxAge;
      return this;
    }

    /** Sets the clock, for tests. Default the system clock. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Builds the servlet.
     *
     * @throws IllegalArgumentException if the address is not an http or https address
     */
    public PlausibleProxyServlet build() {
      HttpUrl url = HttpUrl.parse(plausibleUrl.strip().replaceFirst("/+$", ""));
      if (url == null || url.query() != null || !url.username().isEmpty()) {
        throw new IllegalArgumentException(
            "plausibleUrl is not an http or https address of a server; use one such as"
                + " https://stats.example.org");
      }
      return new PlausibleProxyServlet(this, url);
    }
  }
}
