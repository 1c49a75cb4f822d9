package io.github.plausible4j.internal.spool;

import org.jspecify.annotations.Nullable;

/** A payload that is kept, and the segment of the log that holds it. */
final class SpoolEntry<T> {
  /** That the server has not accepted it. */
  static final long NOT_ACCEPTED = -1;

  final long id;
  final T payload;

  /** When it was taken, in milliseconds of the wall clock. */
  final long takenAt;

  /** When the server accepted it, in milliseconds of the wall clock, or {@link #NOT_ACCEPTED}. */
  long acceptedAt = NOT_ACCEPTED;

  /** The segment with its record; {@code null} if it is in memory alone. */
  @Nullable Segment home;

  /** The length of its record. */
  int bytes;

  /** Whether it was counted as one that the disk did not take. */
  boolean isMissed;

  SpoolEntry(long id, T payload, long takenAt) {
    this.id = id;
    this.payload = payload;
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
