package io.github.plausible4j.benchmarks.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The requests that a program would make directly with OkHttp: the same bytes and headers. */
final class OkHttpCalls {
  private static final RequestBody BODY =
      RequestBody.create(
          Workload.JSON.getBytes(StandardCharsets.UTF_8), MediaType.get("application/json"));

  private OkHttpCalls() {}

  /** A client that keeps as many connections as there are concurrent requests. */
  static OkHttpClient client(int connections) {
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(connections, 30, TimeUnit.SECONDS))
        .callTimeout(Duration.ofSeconds(30))
        .build();
  }

  /** The address for events, parsed once, as a careful program would do. */
  static HttpUrl address(String url) {
    return HttpUrl.get(url + "/api/event");
  }

  static Request request(HttpUrl address) {
    return new Request.Builder()
        .url(address)
        .post(BODY)
        .header("User-Agent", Workload.USER_AGENT)
        .header("X-Forwarded-For", Workload.ADDRESS)
        .header("X-Plausible-IP", Workload.ADDRESS)
        .build();
  }

  static void check(Response response) throws IOException {
    if (response.code() != 202 || !response.body().string().equals("ok")) {
      throw new IOException("unexpected answer " + response.code());
    }
  }
}
