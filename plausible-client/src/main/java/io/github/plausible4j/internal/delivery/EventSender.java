package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/** Makes one attempt after the other for one thread, which alone sends with it. */
interface EventSender {
  /** Makes one attempt. */
  AttemptResult send(Event event);

  /** Ends an attempt that is under way, and each later one at once; from any thread. */
  void cancel();
}
