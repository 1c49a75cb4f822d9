package io.github.plausible4j.benchmarks.delivery;

import com.snowplowanalytics.snowplow.tracker.Subject;
import com.snowplowanalytics.snowplow.tracker.Tracker;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.NetworkConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.TrackerConfiguration;
import com.snowplowanalytics.snowplow.tracker.emitter.BatchEmitter;
import com.snowplowanalytics.snowplow.tracker.emitter.EmitterCallback;
import com.snowplowanalytics.snowplow.tracker.emitter.FailureType;
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing;
import com.snowplowanalytics.snowplow.tracker.http.OkHttpClientAdapter;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import com.snowplowanalytics.snowplow.tracker.payload.TrackerPayload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;

/**
 * snowplow-java-tracker with OkHttp. Its collector accepts many events per request; with a batch
 * size of one it sends the same number of requests as Plausible requires.
 */
final class SnowplowTrackerVariant implements Variant {
  private static final int HELD = 1_000;

  private final Tracker tracker;
  private final OkHttpClient client;
  private final Semaphore room = new Semaphore(HELD);
  private final AtomicLong answered = new AtomicLong();

  SnowplowTrackerVariant(String url, OkHttpClient client, int threads, int batch) {
    this.client = client;
    BatchEmitter emitter =
        new BatchEmitter(
            new NetworkConfiguration(new OkHttpClientAdapter(url, client)),
            new EmitterConfiguration()
                .threadCount(threads)
                .batchSize(batch)
                .callback(new Counted()));
    Subject subject = new Subject();
    subject.setUseragent(Workload.USER_AGENT);
    subject.setIpAddress(Workload.ADDRESS);
    this.tracker = new Tracker(new TrackerConfiguration("benchmark", "blog"), emitter, subject);
  }

  @Override
  public long deliverUntil(long deadline) {
    long before = answered.get();
    while (System.nanoTime() - deadline < 0) {
      take(1);
      List<String> unused =
          tracker.track(
              SelfDescribing.builder()
                  .eventData(
                      new SelfDescribingJson(
                          "iglu:com.example/signup/jsonschema/1-0-0",
                          Map.of(
                              "page", Workload.PAGE,
                              "plan", "pro",
                              "method", "email",
                              "country", "DE",
                              "number", "1")))
                  .build());
    }
    tracker.getEmitter().flushBuffer();
    take(HELD);
    room.release(HELD);
    return answered.get() - before;
  }

  /** Waits for room. A flush has no effect while a sender empties the buffer, so it is repeated. */
  private void take(int permits) {
    try {
      while (!room.tryAcquire(permits, 10, TimeUnit.MILLISECONDS)) {
        tracker.getEmitter().flushBuffer();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a benchmark", e);
    }
  }

  @Override
  public void close() {
    tracker.close();
    client.connectionPool().evictAll();
  }

  private final class Counted implements EmitterCallback {
    @Override
    public void onSuccess(List<TrackerPayload> payloads) {
      answered.addAndGet(payloads.size());
      room.release(payloads.size());
    }

    @Override
    public void onFailure(FailureType type, boolean willRetry, List<TrackerPayload> payloads) {
      throw new IllegalStateException("not delivered: " + type);
    }
  }
}
