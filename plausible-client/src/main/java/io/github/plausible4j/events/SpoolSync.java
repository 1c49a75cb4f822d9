package io.github.plausible4j.events;

import java.time.Duration;

/**
 * When a spool forces written events to the disk. A written event survives any end of the process;
 * a forced event also survives a power failure. Immutable.
 */
public final class SpoolSync {
  /**
   * {@code track} returns {@code true} only after the event is forced to the disk, or already has
   * its final result. If the disk fails or the spool is full, it returns {@code false}, and the
   * event is delivered from memory while the process runs. Concurrent callers share one force, so
   * many threads hardly wait longer than one.
   */
  public static final SpoolSync EVERY_EVENT = new SpoolSync("EVERY_EVENT", Duration.ZERO);

  /**
   * Events are written within 10 milliseconds; {@code track} does not wait for that. The operating
   * system decides when they reach the disk.
   */
  public static final SpoolSync NEVER = new SpoolSync("NEVER", Duration.ZERO);

  private final String name;
  private final Duration interval;

  private SpoolSync(String name, Duration interval) {
    this.name = name;
    this.interval = interval;
  }

  /**
   * Events are written within 10 milliseconds and forced together once per interval; {@code track}
   * waits for neither. A power failure loses the events of at most one interval.
   *
   * @param interval 1 millisecond to 1 hour
   * @throws IllegalArgumentException if the interval is out of range
   */
  public static SpoolSync every(Duration interval) {
    if (interval.compareTo(Duration.ofMillis(1)) < 0
        || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "SpoolSync: interval \""
              + interval
              + "\" is out of range; use 1 ms to 1 h, EVERY_EVENT or NEVER");
    }
    return new SpoolSync("EVERY", interval);
  }

  /** The time between two syncs; zero for {@link #EVERY_EVENT} and {@link #NEVER}. */
  public Duration interval() {
    return interval;
  }

  @Override
  public String toString() {
    return interval.isZero() ? name : name + "(" + interval + ")";
  }
}
