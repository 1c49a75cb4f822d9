package io.github.plausible4j.benchmarks.delivery;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.matomo.java.tracking.MatomoRequest;
import org.matomo.java.tracking.MatomoTracker;
import org.matomo.java.tracking.TrackerConfiguration;

/** matomo-java-tracker with the JDK's HttpClient, one event per request. */
final class MatomoTrackerVariant implements Variant {
  private static final MatomoRequest REQUEST =
      MatomoRequest.request()
          .siteId(1)
          .eventCategory("blog")
          .eventAction(Workload.NAME)
          .actionUrl(Workload.PAGE)
          .headerUserAgent(Workload.USER_AGENT)
          .visitorIp(Workload.ADDRESS)
          .authToken("0123456789abcdef0123456789abcdef")
          .dimensions(Map.of(1L, "pro", 2L, "email", 3L, "DE", 4L, "1"))
          .build();

  private final MatomoTracker tracker;
  private final int inFlight;
  private final AtomicLong answered = new AtomicLong();

  MatomoTrackerVariant(String url, int inFlight) {
    this.inFlight = inFlight;
    this.tracker =
        new MatomoTracker(
            TrackerConfiguration.builder().apiEndpoint(URI.create(url + "/matomo.php")).build());
  }

  /** Sends one event and waits for its answer. */
  static void sendOne(String url) {
    new MatomoTrackerVariant(url, 1).tracker.sendRequestAsync(REQUEST).join();
  }

  @Override
  public long deliverUntil(long deadline) {
    long before = answered.get();
    Semaphore permits = new Semaphore(inFlight);
    while (System.nanoTime() - deadline < 0) {
      permits.acquireUninterruptibly();
      var unused =
          tracker
              .sendRequestAsync(REQUEST)
              .whenComplete(
                  (sent, failure) -> {
                    if (failure == null) {
                      answered.incrementAndGet();
                    }
                    permits.release();
                  });
    }
    permits.acquireUninterruptibly(inFlight);
    return answered.get() - before;
  }

  @Override
  public void close() {
    try {
      tracker.close();
    } catch (Exception e) {
      throw new IllegalStateException("matomo-java-tracker did not close", e);
    }
  }
}
