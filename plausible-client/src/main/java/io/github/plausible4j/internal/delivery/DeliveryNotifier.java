package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;

/**
 * Tells the log and the policy's listener what becomes of events; what they throw ends nothing.
 * Thread-safe.
 */
final class DeliveryNotifier {
  private final DeliveryPolicy policy;
  private final DeliveryListener listener;
  private final DeliveryLog log = new DeliveryLog();

  DeliveryNotifier(DeliveryPolicy policy) {
    this.policy = policy;
    this.listener = policy.listener();
  }

  void ended(Event event, SendResult result) {
    tell(() -> log.ended(event, result));
    tell(() -> listener.ended(event, result));
  }

  void expired(Event event) {
    tell(() -> log.expired(event, policy));
    tell(() -> listener.expired(event));
  }

  void overflowed(Event event) {
    log.overflowed(event, policy);
    if (listener != DeliveryListener.NONE) {
      // Asked here too: a caller at a full queue does not even make the news that nobody hears.
      tell(() -> listener.overflowed(event));
    }
  }

  /**
   * An attempt failed and there will be another.
   *
   * @param attempt the number of the attempt that failed, from 1
   */
  void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
    tell(() -> listener.retrying(event, attempt, wait, failure));
  }

  void senderFailed(Event event, Throwable failure) {
    log.senderFailed(event, failure);
  }

  void noThread(Throwable failure) {
    log.noThread(failure);
  }

  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException | Error e) {
      log.listenerFailed(e);
    }
  }
}
