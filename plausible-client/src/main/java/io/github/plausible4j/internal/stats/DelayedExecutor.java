package io.github.plausible4j.internal.stats;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short tasks after a delay, in one daemon thread that lives only while tasks wait.
 * Thread-safe.
 */
final class DelayedExecutor implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

  DelayedExecutor() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "plausible-stats-delay");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs a task after a delay. If this executor is closed before, runs the other task instead. */
  void after(Duration delay, Runnable task, Runnable onClosed) {
    waiting.add(onClosed);
    Runnable inTime =
        () -> {
          if (waiting.remove(onClosed)) {
            task.run();
          }
        };
    try {
      Future<?> unused = timer.schedule(inTime, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      endWaits();
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    endWaits();
  }

  private void endWaits() {
    for (Runnable onClosed : Set.copyOf(waiting)) {
      if (waiting.remove(onClosed)) {
        onClosed.run();
      }
    }
  }
}
