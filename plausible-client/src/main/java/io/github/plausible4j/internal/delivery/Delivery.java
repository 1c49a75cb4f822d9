package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/** An event that was removed from the waiting events, with the attempts so far. */
final class Delivery {
  final Event event;
  final long number;
  final long takenAt;
  int attempts;

  /** The number of attempts that the server may have received. */
  int readAttempts;

  long dueAt;

  /** The time at which the server accepted it. */
  long acceptedAt;

  /** Whether the current attempt probes a server that is considered down. */
  boolean isProbe;

  /** Whether it has its final result, so that nothing after it is counted. */
  boolean isDecided;

  /** Whether the listener knows its final result. */
  boolean isHeard;

  /** Whether it expired, which is a final result. */
  boolean isExpired;

  /** Whether it was accepted before and is sent again, because the server may have lost it. */
  boolean isRepetition;

  /** Whether closing the queue gives it its final result. */
  boolean isLeft;

  /** Whether it waits because the server was down, not because of its own failure. */
  boolean waitsForServer;

  Delivery(Event event, long number, long takenAt) {
    this.event = event;
    this.number = number;
    this.takenAt = takenAt;
  }
}
