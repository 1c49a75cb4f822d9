package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/** An event on its way: taken from the waiting ones, and what has been tried with it. */
final class Delivery {
  final Event event;
  final long number;
  final long takenAt;
  int attempts;

  /** Attempts that the server may have read. */
  int readAttempts;

  long dueAt;

  /** Whether the attempt under way tries a server that is thought down. */
  boolean isProbe;

  /** Whether it waited too long and is only to be reported. */
  boolean isExpired;

  /** Whether it was given up while its request was under way; its answer comes too late. */
  boolean isAbandoned;

  /** Whether the close reports its end. */
  boolean isLeft;

  /** Whether it waits because the server was down, and not because of itself. */
  boolean waitsForServer;

  Delivery(Event event, long number, long takenAt) {
    this.event = event;
    this.number = number;
    this.takenAt = takenAt;
  }
}
