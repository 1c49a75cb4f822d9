package io.github.plausible4j.benchmarks.delivery;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The JDK's HttpClient over HTTP/1.1, asynchronous. */
final class JdkClient implements Variant {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest request;
  private final int inFlight;
  private final AtomicLong answered = new AtomicLong();

  JdkClient(String url, int inFlight) {
    this.inFlight = inFlight;
    this.request =
        HttpRequest.newBuilder(URI.create(url + "/api/event"))
            .header("Content-Type", "application/json")
            .header("User-Agent", Workload.USER_AGENT)
            .header("X-Forwarded-For", Workload.ADDRESS)
            .header("X-Plausible-IP", Workload.ADDRESS)
            .POST(HttpRequest.BodyPublishers.ofString(Workload.JSON))
            .build();
  }

  @Override
  public long deliverUntil(long deadline) {
    long before = answered.get();
    Semaphore permits = new Semaphore(inFlight);
    while (System.nanoTime() - deadline < 0) {
      permits.acquireUninterruptibly();
      var unused =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofString())
              .whenComplete((response, failure) -> ended(response, permits));
    }
    permits.acquireUninterruptibly(inFlight);
    return answered.get() - before;
  }

  private void ended(@Nullable HttpResponse<String> response, Semaphore permits) {
    if (response != null && response.statusCode() == 202 && response.body().equals("ok")) {
      answered.incrementAndGet();
    }
    permits.release();
  }

  @Override
  public void close() {
    // The client of JDK 17 cannot be closed; its threads are daemons.
  }
}
