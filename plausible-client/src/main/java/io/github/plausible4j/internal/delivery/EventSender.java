package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/** Makes one attempt after the other. Each sender belongs to one thread. */
interface EventSender {
  /** Makes one attempt. */
  AttemptResult send(Event event);

  /** Cancels the running attempt and all later ones. Can be called from any thread. */
  void cancel();
}
