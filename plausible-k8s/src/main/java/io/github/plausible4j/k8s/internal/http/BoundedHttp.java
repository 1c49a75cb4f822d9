package io.github.plausible4j.k8s.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Sends requests, reads bodies up to a bound and tries again where that is safe: any request after
 * 429 and 503, those without side effects also after other server errors and broken connections. A
 * {@code Retry-After} of up to a minute is obeyed. Redirects are the caller's. Thread-safe. For
 * internal use only.
 */
public final class BoundedHttp {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final long ERROR_LIMIT = 64 * 1024;

  private final OkHttpClient client;
  private final RetryPolicy retries;
  private final Sleeper sleeper;

  /** Derives from a client; its pools stay shared. */
  public BoundedHttp(OkHttpClient client, Clock clock, Sleeper sleeper) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(BoundedHttp::withoutOrderToRepeat)
            .build();
    this.retries = RetryPolicy.standard(clock);
    this.sleeper = sleeper;
  }

  /** A client for callers that bring none: connects within 10 s, a call takes at most 60 s. */
  public static OkHttpClient defaultClient() {
    return new OkHttpClient.Builder().connectTimeout(CONNECT).callTimeout(CALL).build();
  }

  /**
   * Sends a request until there is an answer that another attempt would not better.
   *
   * @param limit bytes of a successful body; others are cut at 64 KiB
   * @throws BodyTooLargeException if a successful body is longer
   */
  public HttpResponse send(Request request, long limit) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Optional<Duration> wait;
      try {
        HttpResponse answer = once(request, limit);
        wait = retries.after(attempt, request.method(), answer.status(), answer.headers());
        if (wait.isEmpty()) {
          return answer;
        }
      } catch (IOException e) {
        wait = retries.after(attempt, request.method(), e);
        if (wait.isEmpty()) {
          throw e;
        }
      }
      pause(wait.get());
    }
  }

  /**
   * OkHttp repeats a request at once by itself when a 503 asks for no wait, and throws when it asks
   * for a longer one than an int can hold.
   */
  private static Response withoutOrderToRepeat(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String wait = response.header("Retry-After");
    if (wait == null || !wait.matches("0+|\\d{10,}")) {
      return response;
    }
    Response.Builder repaired = response.newBuilder().removeHeader("Retry-After");
    return wait.matches("0+")
        ? repaired.build()
        : repaired.header("Retry-After", Integer.toString(Integer.MAX_VALUE)).build();
  }

  private void pause(Duration wait) throws InterruptedIOException {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another attempt");
    }
  }

  private HttpResponse once(Request request, long limit) throws IOException {
    try (Response response = execute(request)) {
      ByteString body =
          response.isSuccessful() ? whole(response.body(), limit) : start(response.body());
      return new HttpResponse(request.url(), response.code(), response.headers(), body);
    }
  }

  /** OkHttp throws InterruptedException where it connects, which it does not declare. */
  private Response execute(Request request) throws IOException {
    try {
      return client.newCall(request).execute();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while connecting").initCause(e);
    }
  }

  private static ByteString whole(ResponseBody body, long limit) throws IOException {
    BufferedSource source = body.source();
    if (body.contentLength() > limit || source.request(limit + 1)) {
      throw new BodyTooLargeException(limit);
    }
    return source.readByteString();
  }

  private static ByteString start(ResponseBody body) throws IOException {
    BufferedSource source = body.source();
    boolean longer = source.request(ERROR_LIMIT + 1);
    return source.readByteString(longer ? ERROR_LIMIT : source.getBuffer().size());
  }
}
