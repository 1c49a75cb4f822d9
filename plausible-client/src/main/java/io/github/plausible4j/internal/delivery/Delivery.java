package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/** An event that was taken out of the waiting ones, and what has been tried with it. */
final class Delivery {
  final Event event;
  final long number;
  final long takenAt;
  int attempts;

  /** Attempts that the server may have read. */
  int readAttempts;

  long dueAt;

  /** When the server accepted it. */
  long acceptedAt;

  /** Whether the attempt under way tries a server that is considered down. */
  boolean isProbe;

  /** Whether it has its final result, so that whatever else happens to it is not counted. */
  boolean isDecided;

  /** Whether the listener knows its final result. */
  boolean isHeard;

  /** Whether it waited too long; a kind of final result. */
  boolean isExpired;

  /** Whether it was accepted before and is sent again, since the server may have lost it. */
  boolean isRepetition;

  /** Whether the close gives it its final result. */
  boolean isLeft;

  /** Whether it waits because the server was down, and not because of itself. */
  boolean waitsForServer;

  Delivery(Event event, long number, long takenAt) {
    this.event = event;
    this.number = number;
    this.takenAt = takenAt;
  }
}
