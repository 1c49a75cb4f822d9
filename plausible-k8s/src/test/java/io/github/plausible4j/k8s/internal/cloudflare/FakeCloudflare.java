package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.internal.http.FakeHttp;
import io.github.plausible4j.k8s.internal.http.FakeHttp.Received;
import io.github.plausible4j.k8s.internal.http.FakeHttp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * The part of Cloudflare's API that routes need, with its envelope, pages of two members, its codes
 * and its rule that a name has one CNAME or addresses, never both.
 */
public final class FakeCloudflare implements AutoCloseable {
  public static final String TOKEN = "v1.0-hush-hush";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2;

  private final FakeHttp server = FakeHttp.start(this::answer);
  private final List<ObjectNode> zones = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> records = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicReference<Function<Received, Optional<Reply>>> trouble =
      new AtomicReference<>(request -> Optional.empty());

  public String url() {
    return server.url("/client/v4");
  }

  public FakeCloudflare zone(String name, String status) {
    zones.add(JSON.createObjectNode().put("id", id()).put("name", name).put("status", status));
    return this;
  }

  public FakeCloudflare record(String type, String name, String content, String comment) {
    records.add(
        JSON.createObjectNode()
            .put("id", id())
            .put("type", type)
            .put("name", name)
            .put("content", content)
            .put("proxied", true)
            .put("comment", comment));
    return this;
  }

  /** Answers some requests otherwise, before they do anything. */
  public void disturb(Function<Received, Optional<Reply>> newTrouble) {
    trouble.set(newTrouble);
  }

  /** The records as type, name, content. */
  public List<String> records() {
    return records.stream()
        .map(
            r ->
                r.path("type").asText()
                    + " "
                    + r.path("name").asText()
                    + " "
                    + r.path("content").asText())
        .toList();
  }

  public List<Received> received() {
    return server.received();
  }

  /** The requests that change something. */
  public List<String> writes() {
    return received().stream()
        .filter(request -> !request.method().equals("GET"))
        .map(request -> request.method() + " " + request.path().replaceAll("[0-9a-f]{32}", "{id}"))
        .toList();
  }

  private String id() {
    return "%032x".formatted(ids.incrementAndGet());
  }

  private Reply answer(Received request) {
    Optional<Reply> disturbed = trouble.get().apply(request);
    if (disturbed.isPresent()) {
      return disturbed.get();
    }
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return error(403, 9109, "Invalid access token");
    }
    HttpUrl url = HttpUrl.get("http://localhost" + request.target());
    List<String> path = url.pathSegments().subList(2, url.pathSize());
    try {
      if (path.equals(List.of("zones"))) {
        return page(named(zones, url), url);
      }
      return switch (request.method()) {
        case "GET" -> page(named(records, url), url);
        case "POST" ->
            path.get(path.size() - 1).equals("batch")
                ? batch(JSON.readTree(request.body()))
                : create((ObjectNode) JSON.readTree(request.body()));
        case "PATCH" -> patch(path.get(3), (ObjectNode) JSON.readTree(request.body()));
        case "DELETE" -> delete(path.get(3));
        default -> error(405, 10405, "Method not allowed");
      };
    } catch (JsonProcessingException e) {
      return error(400, 9207, "Failed to parse request body");
    }
  }

  private static List<ObjectNode> named(List<ObjectNode> all, HttpUrl url) {
    return all.stream()
        .filter(n -> n.path("name").asText().equals(url.queryParameter("name")))
        .toList();
  }

  private static Reply page(List<ObjectNode> all, HttpUrl url) {
    int page = Integer.parseInt(String.valueOf(url.queryParameter("page")));
    List<ObjectNode> part = all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
    ObjectNode envelope = envelope();
    ArrayNode result = envelope.putArray("result");
    part.forEach(result::add);
    envelope
        .putObject("result_info")
        .put("page", page)
        .put("per_page", PAGE)
        .put("count", part.size())
        .put("total_count", all.size())
        .put("total_pages", (all.size() + PAGE - 1) / PAGE);
    return Reply.of(200, envelope.toString());
  }

  private Reply create(ObjectNode record) {
    String name = record.path("name").asText();
    if (records.stream()
        .anyMatch(other -> isAddress(other) && other.path("name").asText().equals(name))) {
      return error(400, 81053, "An A, AAAA, or CNAME record with that host already exists.");
    }
    record.put("id", id());
    records.add(record);
    return single(record);
  }

  private static boolean isAddress(ObjectNode record) {
    return List.of("A", "AAAA", "CNAME").contains(record.path("type").asText());
  }

  private Reply patch(String id, ObjectNode changes) {
    for (ObjectNode record : records) {
      if (record.path("id").asText().equals(id)) {
        record.setAll(changes);
        return single(record);
      }
    }
    return error(404, 81044, "Record does not exist.");
  }

  private Reply delete(String id) {
    return records.removeIf(record -> record.path("id").asText().equals(id))
        ? single(JSON.createObjectNode().put("id", id))
        : error(404, 81044, "Record does not exist.");
  }

  private Reply batch(JsonNode body) {
    List<ObjectNode> before = new ArrayList<>(records);
    body.path("deletes").forEach(node -> delete(node.path("id").asText()));
    for (JsonNode post : body.path("posts")) {
      Reply reply = create((ObjectNode) post);
      if (reply.status() != 200) {
        records.clear();
        records.addAll(before);
        return reply;
      }
    }
    return single(JSON.createObjectNode());
  }

  private static Reply single(ObjectNode result) {
    ObjectNode envelope = envelope();
    envelope.set("result", result);
    return Reply.of(200, envelope.toString());
  }

  private static ObjectNode envelope() {
    ObjectNode envelope = JSON.createObjectNode().put("success", true);
    envelope.putArray("errors");
    envelope.putArray("messages");
    return envelope;
  }

  public static Reply error(int status, int code, String message) {
    ObjectNode envelope = JSON.createObjectNode().put("success", false).putNull("result");
    envelope.putArray("errors").addObject().put("code", code).put("message", message);
    envelope.putArray("messages");
    return Reply.of(status, envelope.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
