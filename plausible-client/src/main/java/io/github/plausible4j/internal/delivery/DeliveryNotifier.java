package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;

/**
 * Reports the results of events to the log and to the listener of the policy. An exception of a
 * listener is logged once and otherwise ignored. Thread-safe.
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
   * Whether there is anything to report. Usually there is not, and the sender need not take the
   * lock.
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
      // Without a listener, a caller at a full queue does not even create the lambda.
      tell(() -> listener.overflowed(event));
    }
  }

  /**
   * Reports that an attempt failed and another one will follow.
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
