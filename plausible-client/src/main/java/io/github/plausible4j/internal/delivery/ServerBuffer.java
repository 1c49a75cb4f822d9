package io.github.plausible4j.internal.delivery;

import java.util.List;

/**
 * What the server has accepted and may still hold in memory alone: everything that it accepted
 * within the time of its buffer before its last answer. Guarded by the queue's lock.
 */
interface ServerBuffer {
  /** What to do about a server that buffers nothing. */
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
   * What a server lost with its memory.
   *
   * @param events how many there were
   * @param toResend those that are still known
   */
  record Lost(long events, List<Delivery> toResend) {}

  /**
   * The server accepted one. Returns whether it is kept, until it is returned by another method.
   */
  boolean add(Delivery accepted, long now);

  /** The server has answered, so it lives. Returns those that it must have written by now. */
  List<Delivery> answered(long now);

  /** The server seems to have died: empties this. */
  Lost lost();
}
