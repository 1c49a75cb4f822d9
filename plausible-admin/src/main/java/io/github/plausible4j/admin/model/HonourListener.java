package io.github.plausible4j.admin.model;

import java.time.Duration;

/** Receives how long an operation has waited for the server to honour it. */
@FunctionalInterface
public interface HonourListener {
  /**
   * Called when the wait begins and every five seconds.
   *
   * @param waited the time since the wait began
   * @param longest the time after which the wait ends
   */
  void waiting(Duration waited, Duration longest);

  /** Ignores progress. */
  static HonourListener none() {
    return (waited, longest) -> {};
  }
}
