package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Turns what a spool keeps into bytes and back. For one thread. For internal use only. */
public interface PayloadCodec<T> {
  byte[] encode(T payload);

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException if this release cannot read it
   */
  T decode(ByteBuffer bytes) throws IOException;

  /**
   * A line of the dead-letter file, with its line feed.
   *
   * @param reason why it will not be sent
   */
  byte[] deadLetter(T payload, Instant takenAt, String reason);
}
