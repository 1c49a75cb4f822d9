package io.github.plausible4j.admin.model;

import java.time.Duration;

/** Sees how long an operation waits until the server honours it. */
@FunctionalInterface
public interface HonourListener {
  /**
   * Called when the wait begins and every five seconds.
   *
   * @param waited since it began
   * @param longest when it ends
   */
  void waiting(Duration waited, Duration longest);

  /** Sees nothing. */
  static HonourListener none() {
    return (waited, longest) -> {};
  }
}
