package io.github.plausible4j.blog.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;

/**
 * A web server that delivers a built site with its server-side includes, Plausible's own tracker,
 * and takes the events that a browser sends.
 */
final class CountedSite implements AutoCloseable {
  private static final Pattern INCLUDE =
      Pattern.compile("<!--#include (virtual|file)=\"([^\"]+)\" -->");

  private final MockWebServer server = new MockWebServer();
  private final Queue<JsonNode> events = new ConcurrentLinkedQueue<>();
  private final Path directory;
  private final String tracker = RealTracker.module();

  private CountedSite(Path directory) {
    this.directory = directory;
  }

  static CountedSite start(Path directory) throws IOException {
    CountedSite site = new CountedSite(directory);
    site.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            try {
              return site.answer(request);
            } catch (IOException e) {
              return new MockResponse.Builder().code(500).build();
            }
          }
        });
    site.server.start();
    return site;
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** The names of the events so far. */
  List<String> names() {
    return events.stream().map(event -> event.path("n").asText()).toList();
  }

  /** The events of that name so far. */
  List<JsonNode> events(String name) {
    return events.stream().filter(event -> event.path("n").asText().equals(name)).toList();
  }

  private MockResponse answer(RecordedRequest request) throws IOException {
    String path = request.getUrl().encodedPath();
    if (path.equals("/api/event")) {
      ByteString body = request.getBody();
      events.add(new ObjectMapper().readTree(body == null ? "{}" : body.utf8()));
      return respond("text/plain", "ok".getBytes(StandardCharsets.UTF_8))
          .newBuilder()
          .code(202)
          .build();
    }
    if (path.equals("/tracker.js")) {
      return respond("text/javascript", tracker.getBytes(StandardCharsets.UTF_8));
    }
    if (path.startsWith("/js/")) {
      return respond("text/javascript", RealTracker.script().getBytes(StandardCharsets.UTF_8));
    }
    Path file = directory.resolve(path.substring(1));
    file = Files.isDirectory(file) ? file.resolve("index.html") : file;
    if (!Files.isRegularFile(file)) {
      return new MockResponse.Builder().code(404).build();
    }
    String type = file.toString().endsWith(".xhtml") ? "application/xhtml+xml" : "text/html";
    return respond(type, assembled(file).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Each byte is a character here, so that pages of any encoding stay as they are. */
  private String assembled(Path file) throws IOException {
    String page = Files.readString(file, StandardCharsets.ISO_8859_1);
    Matcher include = INCLUDE.matcher(page);
    StringBuilder whole = new StringBuilder();
    while (include.find()) {
      Path base = include.group(2).startsWith("/") ? directory : file.getParent();
      Path part = base.resolve(include.group(2).replaceFirst("^/", ""));
      String content = Files.isRegularFile(part) ? assembled(part) : "";
      include.appendReplacement(whole, Matcher.quoteReplacement(content));
    }
    return include.appendTail(whole).toString();
  }

  private static MockResponse respond(String type, byte[] body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", type)
        .body(new Buffer().write(body))
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
