package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;

/**
 * Tells the log and the policy's listener what becomes of events. Whatever a listener throws is
 * logged once and changes nothing. Thread-safe.
 */
final class DeliveryNotifier {
  private final DeliveryPolicy policy;
  private final DeliveryListener listener;
  private final DeliveryLog log = new DeliveryLog();

  DeliveryNotifier(DeliveryPolicy policy) {
    this.policy = policy;
    this.listener = policy.listener();
  }

  private boolean hasListener() {
    return listener != DeliveryListener.NONE;
  }

  /**
   * Whether there is anything to tell: mostly not, and then the sender saves a turn of the lock.
   */
  boolean isWorthTelling(Event event, SendResult result) {
    return hasListener() || log.isWorthLogging(event, result);
  }

  void ended(Event event, SendResult result) {
    log.ended(event, result);
    tell(() -> listener.ended(event, result));
  }

  void expired(Event event) {
    log.expired(event, policy);
    tell(() -> listener.expired(event));
  }

  void overflowed(Event event) {
    log.overflowed(event, policy);
    if (hasListener()) {
      // Not even the lambda is made for a caller at a full queue without a listener.
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

  DeliveryLog log() {
    return log;
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      log.listenerFailed(e);
    }
  }
}
