package io.github.plausible4j.internal.stats;

import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.ProblemCollector;
import io.github.plausible4j.internal.Sleeper;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.TransportFailure;
import io.github.plausible4j.stats.StatsPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of both statistics APIs with the key. Limits their rate and retries them as
 * the policy says. Thread-safe. For internal use only.
 */
public final class StatsCalls implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;
  private static final int NOT_ACCEPTABLE = 406;

  private final Transport transport;
  private final @Nullable String apiKey;
  private final StatsPolicy policy;
  private final RateLimiter limiter;
  private final RetryPolicy retries;
  private final Sleeper sleeper;
  private final DelayedExecutor delays;

  /**
   * Creates the calls for one server.
   *
   * @param apiKey the key; null to send none, which the server answers with 401
   */
  public StatsCalls(
      Transport transport,
      @Nullable String apiKey,
      StatsPolicy policy,
      Clock clock,
      Sleeper sleeper) {
    this.transport = transport;
    this.apiKey = apiKey;
    this.policy = policy;
    this.limiter = new RateLimiter(policy, clock);
    this.retries = new RetryPolicy(policy, clock);
    this.sleeper = sleeper;
    this.delays = new DelayedExecutor();
  }

  /** The site that a request is about. */
  private record Site(String id) {}

  /** Reads a successful answer while it arrives. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Response response) throws IOException;
  }

  /** A builder of a request about a site, with the key. */
  Request.Builder request(HttpUrl url, String siteId) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .tag(Site.class, new Site(siteId));
    return apiKey == null ? request : request.header("Authorization", "Bearer " + apiKey);
  }

  <T> T call(Request request, Reader<T> reader) {
    for (int attempt = 1; ; attempt++) {
      for (Duration wait = limiter.take(); !wait.isZero(); wait = limiter.take()) {
        sleep(wait, request);
      }
      HttpResponse refused;
      try (Response response = transport.answered(request)) {
        if (response.isSuccessful()) {
          return reader.read(response);
        }
        refused = transport.read(response);
      } catch (IOException e) {
        throw transport.failures().unanswered(TransportFailure.of(e, true, request.url()), e);
      }
      Optional<Duration> wait = retries.after(refused, attempt);
      if (wait.isEmpty()) {
        throw failure(refused, request);
      }
      sleep(wait.get(), request);
    }
  }

  private void sleep(Duration wait, Request request) {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw canceled("interrupted while waiting", request, e);
    }
  }

  private RuntimeException canceled(String why, Request request, @Nullable Throwable reason) {
    InterruptedIOException cause = new InterruptedIOException(why);
    cause.initCause(reason);
    return transport.failures().unanswered(TransportFailure.of(cause, false, request.url()), cause);
  }

  <T> CompletableFuture<T> callAsync(Request request, Function<HttpResponse, T> reader) {
    return new AsyncCall<>(request, reader).start();
  }

  /** One call, which waits without blocking a thread. */
  private final class AsyncCall<T> {
    private final Request request;
    private final Function<HttpResponse, T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    AsyncCall(Request request, Function<HttpResponse, T> reader) {
      this.request = request;
      this.reader = reader;
    }

    CompletableFuture<T> start() {
      send(1);
      return result;
    }

    private void send(int attempt) {
      if (result.isDone()) {
        return;
      }
      Duration wait = limiter.take();
      if (!wait.isZero()) {
        later(wait, attempt);
        return;
      }
      CompletableFuture<HttpResponse> exchange = transport.exchangeAsync(request);
      CompletableFuture<T> unused =
          result.whenComplete(
              (value, failure) -> {
                if (result.isCancelled()) {
                  exchange.cancel(true);
                }
              });
      CompletableFuture<HttpResponse> unusedAnswer =
          exchange.whenComplete((answer, failure) -> answered(answer, failure, attempt));
    }

    private void later(Duration wait, int attempt) {
      delays.after(
          wait,
          () -> send(attempt),
          () -> result.completeExceptionally(canceled("the client was closed", request, null)));
    }

    private void answered(@Nullable HttpResponse answer, @Nullable Throwable failure, int attempt) {
      if (answer == null) {
        result.completeExceptionally(
            failure == null ? new IllegalStateException("neither answer nor failure") : failure);
        return;
      }
      try {
        if (answer.isSuccessful()) {
          result.complete(reader.apply(answer));
          return;
        }
        Optional<Duration> wait = retries.after(answer, attempt);
        if (wait.isEmpty()) {
          result.completeExceptionally(failure(answer, request));
        } else {
          later(wait.get(), attempt + 1);
        }
      } catch (RuntimeException | Error e) {
        // Whatever happens, the future completes.
        result.completeExceptionally(e);
      }
    }
  }

  private RuntimeException failure(HttpResponse refused, Request request) {
    if (isWithoutRoute(refused)) {
      boolean current = isCurrent(refused);
      return transport
          .failures()
          .unsupported(
              refused,
              current ? "statistics API of version 2" : "statistics API of version 1",
              current
                  ? "Plausible has it since 2.1.2: upgrade, or use Plausible.legacyStats()"
                  : "check that the base URL is Plausible's, or use Plausible.stats()");
    }
    return switch (refused.status()) {
      case UNAUTHORIZED -> transport.failures().refused(refused, unauthorized(request));
      case FAILED -> transport.failures().refused(refused, failed(refused));
      default -> transport.failures().refused(refused);
    };
  }

  /** From the answer, a former domain cannot be distinguished from a failure of the server. */
  private static String failed(HttpResponse refused) {
    return isCurrent(refused)
        ? "if the domain of the site was changed in the last 72 hours, use the new one: a query"
            + " of version 2 with the former domain fails like this"
        : "";
  }

  private static boolean isCurrent(HttpResponse answer) {
    return answer.url().encodedPath().endsWith("/api/v2/query");
  }

  private String unauthorized(Request request) {
    if (apiKey == null) {
      return "this client has no key; set it with Plausible.builder(…).apiKey(…)";
    }
    Site site = request.tag(Site.class);
    return "the site was "
        + (site == null ? "not named" : ProblemCollector.quoted(site.id()))
        + "; a wrong key and a site that is unknown or not yours cannot be distinguished, so check"
        + " both";
  }

  /** Whether the server lacks the route. For a GET of JSON it then answers 406 instead of 404. */
  static boolean isWithoutRoute(HttpResponse refused) {
    return refused.status() == NOT_FOUND
        || (refused.status() == NOT_ACCEPTABLE && refused.method().equals("GET"));
  }

  /** The policy, never the key. */
  @Override
  public String toString() {
    return policy.toString();
  }

  /** Ends the thread that waits for asynchronous calls. Waiting calls fail as canceled. */
  @Override
  public void close() {
    delays.close();
  }
}
