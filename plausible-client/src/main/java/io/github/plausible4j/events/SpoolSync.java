package io.github.plausible4j.events;

import java.time.Duration;

/**
 * When a spool forces what it wrote to the disk. What is written survives the end of the process by
 * any means; what is forced survives the loss of power too. Immutable.
 */
public final class SpoolSync {
  /**
   * {@code track} returns {@code true} only once the event is forced to the disk, or has its final
   * result already. If the disk fails or the spool has reached its bound, it returns {@code false},
   * and the event is delivered from memory while the process lives. Callers that track at the same
   * time share one force, so many threads wait hardly longer than one.
   */
  public static final SpoolSync EVERY_EVENT = new SpoolSync("EVERY_EVENT", Duration.ZERO);

  /**
   * Events are written within 10 milliseconds; {@code track} does not wait for that. When they
   * reach the disk is up to the operating system.
   */
  public static final SpoolSync NEVER = new SpoolSync("NEVER", Duration.ZERO);

  private final String name;
  private final Duration interval;

  private SpoolSync(String name, Duration interval) {
    this.name = name;
    this.interval = interval;
  }

  /**
   * Events are written within 10 milliseconds and forced together once an interval; {@code track}
   * waits for neither. The loss of power costs the events of one interval at most.
   *
   * @param interval 1 millisecond to 1 hour
   * @throws IllegalArgumentException if it is not
   */
  public static SpoolSync every(Duration interval) {
    if (interval.compareTo(Duration.ofMillis(1)) < 0
        || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "SpoolSync: interval \""
              + interval
              + "\" is out of range; give 1 ms to 1 h, EVERY_EVENT or NEVER");
    }
    return new SpoolSync("EVERY", interval);
  }

  /** The time between two forces; zero for {@link #EVERY_EVENT} and {@link #NEVER}. */
  public Duration interval() {
    return interval;
  }

  @Override
  public String toString() {
    return interval.isZero() ? name : name + "(" + interval + ")";
  }
}
