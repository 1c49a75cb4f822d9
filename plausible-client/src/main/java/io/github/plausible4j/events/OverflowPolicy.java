package io.github.plausible4j.events;

import java.time.Duration;

/** What a full queue does with another event. Immutable. */
public final class OverflowPolicy {
  /** The new event is not taken; {@code track} returns {@code false} at once. The default. */
  public static final OverflowPolicy DROP_NEWEST = new OverflowPolicy("DROP_NEWEST", Duration.ZERO);

  /**
   * The new event is taken, and the oldest waiting event is given up and counted as failed. Events
   * that are being sent or wait for another attempt are not given up; if there are no others, the
   * new event is not taken.
   */
  public static final OverflowPolicy DROP_OLDEST = new OverflowPolicy("DROP_OLDEST", Duration.ZERO);

  private final String name;
  private final Duration timeout;

  private OverflowPolicy(String name, Duration timeout) {
    this.name = name;
    this.timeout = timeout;
  }

  /**
   * The caller waits for room; the event is not taken if there is no room in time. An interrupt
   * ends the wait and stays set.
   *
   * @param timeout the longest wait; positive
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public static OverflowPolicy block(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "OverflowPolicy: timeout \"" + timeout + "\" is not positive; use DROP_NEWEST instead");
    }
    return new OverflowPolicy("BLOCK", timeout);
  }

  /** The longest wait of a caller; zero if callers never wait. */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return timeout.isZero() ? name : name + "(" + timeout + ")";
  }
}
