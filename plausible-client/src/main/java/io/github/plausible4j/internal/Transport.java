package io.github.plausible4j.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests and reads answers; failures become exceptions of the {@link ExceptionFactory}.
 * Redirects are not followed. Thread-safe. For internal use only.
 */
public final class Transport {
  private static final int ERROR_BODY_BYTES = 256 * 1024;

  private final OkHttpClient client;
  private final HttpUrl baseUrl;
  private final ExceptionFactory failures;
  private final String userAgent;
  private final long maxResponseBytes;
  private volatile boolean isClosed;

  /**
   * Creates a transport from a client.
   *
   * @param client the client to derive from; its connection pool stays shared
   * @param baseUrl the address of Plausible, with a trailing slash if it has a path
   * @param userAgent for requests that do not set a User-Agent
   * @param maxResponseBytes the most bytes of a body, after decompression
   */
  public Transport(
      OkHttpClient client,
      HttpUrl baseUrl,
      ExceptionFactory failures,
      String userAgent,
      long maxResponseBytes) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(Transport::noteConnection)
            .build();
    this.baseUrl = baseUrl;
    this.failures = failures;
    this.userAgent = userAgent;
    this.maxResponseBytes = maxResponseBytes;
  }

  private Request prepare(Request request, ConnectionTrace attempt) {
    Request.Builder prepared = request.newBuilder().tag(ConnectionTrace.class, attempt);
    if (request.header("User-Agent") == null) {
      prepared.header("User-Agent", userAgent);
    }
    return prepared.build();
  }

  private static Response noteConnection(Interceptor.Chain chain) throws IOException {
    ConnectionTrace attempt = chain.request().tag(ConnectionTrace.class);
    if (attempt != null) {
      attempt.connected();
    }
    Response response = chain.proceed(chain.request());
    if (response.code() < 200) {
      // The real answer is still to come, and would be read as the answer to the next request.
      Connection connection = chain.connection();
      if (connection != null) {
        connection.socket().close();
      }
      throw new ProtocolException("unexpected status " + response.code());
    }
    return withHarmlessRetryAfter(response);
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

  /** A copy of this transport with another client, for example one with its own connections. */
  public Transport over(OkHttpClient other) {
    return new Transport(other, baseUrl, failures, userAgent, maxResponseBytes);
  }

  /** A builder of the address of a route, for example {@code url("api/v2/query")}. */
  public HttpUrl.Builder url(String route) {
    return baseUrl.newBuilder().addPathSegments(route);
  }

  /** The factory that turns this transport's failures into exceptions. */
  public ExceptionFactory failures() {
    return failures;
  }

  /** Sends a request and returns its answer, whatever its status. */
  public HttpResponse exchange(Request request) {
    ConnectionTrace attempt = new ConnectionTrace();
    try (Response response = execute(call(prepare(request, attempt)))) {
      return read(response);
    } catch (IOException e) {
      throw failures.unanswered(TransportFailure.of(e, attempt.isConnected(), request.url()), e);
    }
  }

  /** Like {@link #exchange}, without blocking the caller. */
  public CompletableFuture<HttpResponse> exchangeAsync(Request request) {
    ConnectionTrace attempt = new ConnectionTrace();
    Call call = call(prepare(request, attempt));
    CompletableFuture<HttpResponse> future = new CompletableFuture<>();
    CompletableFuture<HttpResponse> unused =
        future.whenComplete(
            (answer, failure) -> {
              if (future.isCancelled()) {
                call.cancel();
              }
            });
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            future.completeExceptionally(
                failures.unanswered(
                    TransportFailure.of(e, attempt.isConnected(), request.url()), e));
          }

          @Override
          public void onResponse(Call done, Response response) {
            try (response) {
              future.complete(read(response));
            } catch (IOException e) {
              onFailure(done, e);
            } catch (RuntimeException | Error e) {
              // OkHttp would swallow the exception, and the future would never complete.
              future.completeExceptionally(e);
            }
          }
        });
    return future;
  }

  /**
   * Sends a request and returns the answer before its body is read, whatever its status, for bodies
   * that are parsed as a stream. The caller closes the answer.
   */
  public Response answered(Request request) {
    ConnectionTrace attempt = new ConnectionTrace();
    try {
      return execute(call(prepare(request, attempt)));
    } catch (IOException e) {
      throw failures.unanswered(TransportFailure.of(e, attempt.isConnected(), request.url()), e);
    }
  }

  /**
   * Creates a call for a caller that reads the answer; the request can have a {@link
   * ConnectionTrace} as a tag.
   *
   * @throws ClosedException if this transport is closed
   */
  public Call call(Request request) {
    if (isClosed) {
      throw new ClosedException("Plausible[" + baseUrl + "] is closed; create another client");
    }
    return client.newCall(request);
  }

  /**
   * Executes a call on this thread. If the thread is interrupted while OkHttp connects, OkHttp
   * throws an undeclared {@link InterruptedException}. This method throws an {@link
   * InterruptedIOException} instead, and the interrupt stays set.
   */
  public static Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Refuses every call from now on; running calls continue. */
  public void close() {
    isClosed = true;
  }

  /**
   * Reads a complete answer, or only the start of an error, which contains the message.
   *
   * @throws RuntimeException from {@link ExceptionFactory#tooLong} if a success is too long
   */
  public HttpResponse read(Response response) throws IOException {
    byte[] body =
        response.isSuccessful()
            ? readWhole(response)
            : BoundedBody.start(response, ERROR_BODY_BYTES);
    return withBody(response, body);
  }

  private byte[] readWhole(Response response) throws IOException {
    try (InputStream body = body(response)) {
      return body.readAllBytes();
    } catch (BoundedBody.TooLongException e) {
      throw tooLong(response, e);
    }
  }

  /** The body as a stream, which fails with {@link BoundedBody.TooLongException} at the limit. */
  public InputStream body(Response response) {
    return new BoundedBody(response.body().byteStream(), maxResponseBytes);
  }

  /** The exception for an answer that is too long. */
  public RuntimeException tooLong(Response response, BoundedBody.TooLongException cause) {
    return failures.tooLong(withBody(response, new byte[0]), cause);
  }

  /** An answer with that body. */
  public static HttpResponse withBody(Response response, byte[] body) {
    return new HttpResponse(
        response.request().method(),
        response.request().url(),
        response.code(),
        response.headers(),
        body);
  }

  /** A call was made after the transport was closed; no request was sent. */
  public static final class ClosedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1L;

    ClosedException(String message) {
      super(message);
    }
  }
}
