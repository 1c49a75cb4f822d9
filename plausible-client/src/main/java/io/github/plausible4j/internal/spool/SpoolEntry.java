package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.Event;
import org.jspecify.annotations.Nullable;

/** A pending event and where it stands in the log. */
public final class SpoolEntry {
  final long id;
  public final Event event;

  /** When it was taken, in milliseconds of the wall clock. */
  public final long takenAt;

  /** The segment with its record; {@code null} if it is in memory alone. */
  @Nullable Segment home;

  /** The length of its record. */
  int bytes;

  /** Whether it was counted as one that the disk did not take. */
  boolean isMissed;

  SpoolEntry(long id, Event event, long takenAt) {
    this.id = id;
    this.event = event;
    this.takenAt = takenAt;
  }

  /** Its record is now in that segment, and counts in no other. */
  void moveTo(Segment segment, int length) {
    leaveHome();
    home = segment;
    bytes = length;
    segment.live++;
    segment.liveBytes += length;
  }

  /** Its record counts no more. */
  void leaveHome() {
    Segment old = home;
    if (old != null) {
      old.live--;
      old.liveBytes -= bytes;
    }
  }
}
