package io.github.plausible4j.k8s.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Sends requests with size limits and retries. Every request is retried after status 429 and 503.
 * Requests other than POST and PATCH are also retried after status 500, 502 and 504 and after
 * connection failures. There are at most four attempts. A {@code Retry-After} of up to 60 s is
 * honored; after a longer one there is no further attempt. Redirects are not followed. Thread-safe.
 * For internal use only.
 */
public final class BoundedHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
  private static final long ERROR_LIMIT = 64 * 1024;

  private final OkHttpClient client;
  private final RetryPolicy retries;
  private final Sleeper sleeper;

  /** Derives a client that shares the pools of the given one. */
  public BoundedHttp(OkHttpClient client, Clock clock, Sleeper sleeper) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(chain -> withHarmlessRetryAfter(chain.proceed(chain.request())))
            .build();
    this.retries = RetryPolicy.standard(clock);
    this.sleeper = sleeper;
  }

  /** The default client: it connects within 10 s, and a call takes at most 60 s. */
  public static OkHttpClient defaultClient() {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_TIMEOUT)
        .callTimeout(CALL_TIMEOUT)
        .build();
  }

  /**
   * Sends a request, with retries.
   *
   * @param limit the longest body of a successful response, in bytes; other bodies are cut at 64
   *     KiB
   * @throws BodyTooLargeException if the body of a successful response is longer
   * @throws IOException if there is no response after all attempts, or the thread is interrupted
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
   * OkHttp repeats a request at once, even a POST, when a 503 has {@code Retry-After: 0}, and
   * throws when the number of seconds does not fit an int.
   */
  private static Response withHarmlessRetryAfter(Response response) {
    String wait = response.header("Retry-After");
    if (wait == null || !wait.matches("\\d+")) {
      return response;
    }
    if (wait.matches("0+")) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return wait.length() < 10
        ? response
        : response.newBuilder().header("Retry-After", Integer.toString(Integer.MAX_VALUE)).build();
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
          response.isSuccessful() ? readAll(response.body(), limit) : readStart(response.body());
      return new HttpResponse(request.url(), response.code(), response.headers(), body);
    }
  }

  /** OkHttp may throw an undeclared InterruptedException while it connects. */
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

  private static ByteString readAll(ResponseBody body, long limit) throws IOException {
    BufferedSource source = body.source();
    if (body.contentLength() > limit || source.request(limit + 1)) {
      throw new BodyTooLargeException(limit);
    }
    return source.readByteString();
  }

  private static ByteString readStart(ResponseBody body) throws IOException {
    BufferedSource source = body.source();
    boolean longer = source.request(ERROR_LIMIT + 1);
    return source.readByteString(longer ? ERROR_LIMIT : source.getBuffer().size());
  }
}
