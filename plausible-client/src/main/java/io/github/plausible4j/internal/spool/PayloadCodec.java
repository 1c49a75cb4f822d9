package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Converts payloads of a spool into bytes and back. Not thread-safe. For internal use only. */
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
   * @param reason the reason why it will not be sent
   */
  byte[] deadLetter(T payload, Instant takenAt, String reason);
}
