package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers all that a queue tells. */
final class RecordingListener implements DeliveryListener {
  final ConcurrentLinkedQueue<SendResult> ended = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Event> expired = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Event> overflowed = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Integer> retried = new ConcurrentLinkedQueue<>();

  @Override
  public void ended(Event event, SendResult result) {
    ended.add(result);
  }

  @Override
  public void expired(Event event) {
    expired.add(event);
  }

  @Override
  public void overflowed(Event event) {
    overflowed.add(event);
  }

  @Override
  public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
    retried.add(attempt);
  }
}
