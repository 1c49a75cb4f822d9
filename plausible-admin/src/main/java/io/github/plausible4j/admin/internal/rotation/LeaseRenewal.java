package io.github.plausible4j.admin.internal.rotation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A daemon thread that renews a lease. */
final class LeaseRenewal {
  private final ScheduledExecutorService worker;

  private LeaseRenewal(ScheduledExecutorService worker) {
    this.worker = worker;
  }

  static LeaseRenewal start(Duration every, Runnable renewal) {
    ScheduledExecutorService worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "plausible-rotation-lease");
              thread.setDaemon(true);
              return thread;
            });
    long millis = every.toMillis();
    var unused = worker.scheduleWithFixedDelay(renewal, millis, millis, TimeUnit.MILLISECONDS);
    return new LeaseRenewal(worker);
  }

  /** Stops the thread without waiting for a running renewal. */
  void stop() {
    worker.shutdown();
  }
}
