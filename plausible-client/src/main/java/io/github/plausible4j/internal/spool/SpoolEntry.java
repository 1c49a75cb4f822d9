package io.github.plausible4j.internal.spool;

import org.jspecify.annotations.Nullable;

/** A payload that is kept, and the segment of the log that contains it. */
final class SpoolEntry<T> {
  /** The value if the server has not accepted it. */
  static final long NOT_ACCEPTED = -1;

  final long id;
  final T payload;

  /** When it was taken, in milliseconds of the wall clock. */
  final long takenAt;

  /** When the server accepted it, in milliseconds of the wall clock, or {@link #NOT_ACCEPTED}. */
  long acceptedAt = NOT_ACCEPTED;

  /** The segment with its record; {@code null} if it is only in memory. */
  @Nullable Segment home;

  /** The length of its record. */
  int bytes;

  /** Whether it was counted as not written to the disk. */
  boolean isMissed;

  SpoolEntry(long id, T payload, long takenAt) {
    this.id = id;
    this.payload = payload;
    this.takenAt = takenAt;
  }

  /** Records that its record is now in this segment, and no longer counts in another. */
  void moveTo(Segment segment, int length) {
    leaveHome();
    home = segment;
    bytes = length;
    segment.live++;
    segment.liveBytes += length;
  }

  /** Records that its record is no longer needed. */
  void leaveHome() {
    Segment old = home;
    if (old != null) {
      old.live--;
      old.liveBytes -= bytes;
    }
  }
}
