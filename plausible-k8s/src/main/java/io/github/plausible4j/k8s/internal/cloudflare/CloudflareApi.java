package io.github.plausible4j.k8s.internal.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plausible4j.k8s.internal.http.BoundedHttp;
import io.github.plausible4j.k8s.internal.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A client of Cloudflare's API, version 4. It reads the envelope of each response: {@code success},
 * {@code errors}, {@code result} and {@code result_info}. Thread-safe. For internal use only.
 */
public final class CloudflareApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TYPE = MediaType.get("application/json");
  private static final long LIMIT = 8 * 1024 * 1024;
  private static final int MAX_PAGES = 1_000;
  private static final int PAGE_SIZE = 50;

  private final BoundedHttp http;
  private final HttpUrl base;
  private final String token;

  /**
   * Creates a client.
   *
   * @param base the base URL, which ends with {@code client/v4/}
   * @param token the API token
   */
  public CloudflareApi(BoundedHttp http, HttpUrl base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** The URL of a path below the API's base URL. */
  HttpUrl.Builder url(String path) {
    return base.newBuilder().addPathSegments(path);
  }

  /** All items of a list, from all its pages. */
  List<JsonNode> list(HttpUrl.Builder url) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      url.setQueryParameter("per_page", String.valueOf(PAGE_SIZE));
      url.setQueryParameter("page", String.valueOf(page));
      JsonNode envelope = call(new Request.Builder().url(url.build()));
      envelope.path("result").forEach(all::add);
      int pages = envelope.path("result_info").path("total_pages").asInt(1);
      if (page >= pages || envelope.path("result").isEmpty()) {
        return all;
      }
    }
    throw CloudflareErrorReader.unexpected(url.build(), "lists without an end");
  }

  JsonNode post(HttpUrl url, JsonNode body) {
    return call(new Request.Builder().url(url).post(json(body))).path("result");
  }

  JsonNode patch(HttpUrl url, JsonNode body) {
    return call(new Request.Builder().url(url).patch(json(body))).path("result");
  }

  void delete(HttpUrl url) {
    JsonNode unused = call(new Request.Builder().url(url).delete());
  }

  private static RequestBody json(JsonNode body) {
    return RequestBody.create(body.toString(), TYPE);
  }

  private JsonNode call(Request.Builder unsigned) {
    Request request = unsigned.header("Authorization", "Bearer " + token).build();
    HttpResponse answer;
    try {
      answer = http.send(request, LIMIT);
    } catch (IOException e) {
      throw CloudflareErrorReader.unanswered(request, e);
    }
    JsonNode envelope = parse(answer);
    if (envelope == null || !envelope.path("success").isBoolean()) {
      throw CloudflareErrorReader.unreadable(request, answer);
    }
    if (!answer.isSuccessful() || !envelope.path("success").asBoolean()) {
      throw CloudflareErrorReader.refused(request, answer, envelope.path("errors"));
    }
    return envelope;
  }

  private static @Nullable JsonNode parse(HttpResponse answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
