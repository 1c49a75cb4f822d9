package io.github.plausible4j.benchmarks.delivery;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** The event queue of this library, which one caller keeps full. */
final class QueueVariant implements Variant {
  private final Plausible plausible;
  private final EventQueue queue;

  QueueVariant(String url, OkHttpClient client, int connections) {
    plausible = Plausible.builder(url).httpClient(client).build();
    queue =
        plausible.eventQueue(
            DeliveryPolicy.builder()
                .connections(connections)
                .capacity(1_000)
                .overflow(OverflowPolicy.block(Duration.ofMinutes(1)))
                .build());
  }

  @Override
  public long deliverUntil(long deadline) {
    long before = queue.stats().accepted();
    while (System.nanoTime() - deadline < 0) {
      if (!queue.track(Workload.EVENT)) {
        throw new IllegalStateException("not taken: " + queue.stats());
      }
    }
    if (!queue.flush(Duration.ofMinutes(1)).isComplete()) {
      throw new IllegalStateException("not delivered: " + queue.stats());
    }
    return queue.stats().accepted() - before;
  }

  @Override
  public void close() {
    plausible.close();
  }
}
