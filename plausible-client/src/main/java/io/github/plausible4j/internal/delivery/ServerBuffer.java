package io.github.plausible4j.internal.delivery;

import java.util.List;

/**
 * The events that the server has accepted and may still hold only in memory: all events that it
 * accepted within the time of its buffer before its last answer. Guarded by the queue's lock.
 */
interface ServerBuffer {
  /** The implementation for a server that buffers nothing. */
  ServerBuffer NONE =
      new ServerBuffer() {
        @Override
        public boolean add(Delivery accepted, long now) {
          return false;
        }

        @Override
        public List<Delivery> answered(long now) {
          return List.of();
        }

        @Override
        public Lost lost() {
          return new Lost(0, List.of());
        }
      };

  /**
   * The events that a server lost with its memory.
   *
   * @param events the number of events
   * @param toResend the events that can be sent again
   */
  record Lost(long events, List<Delivery> toResend) {}

  /**
   * Records that the server accepted an event. Returns whether it is kept until another method
   * returns it.
   */
  boolean add(Delivery accepted, long now);

  /** Records an answer of the server. Returns the events that it must have written by now. */
  List<Delivery> answered(long now);

  /** Empties the buffer, because the server seems to have crashed. */
  Lost lost();
}
