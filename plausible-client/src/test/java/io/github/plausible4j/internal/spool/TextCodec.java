package io.github.plausible4j.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Spools texts. */
final class TextCodec implements PayloadCodec<String> {
  @Override
  public byte[] encode(String payload) {
    return payload.getBytes(UTF_8);
  }

  @Override
  public String decode(ByteBuffer bytes) {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  @Override
  public byte[] deadLetter(String payload, Instant takenAt, String reason) {
    return (reason + " " + payload + "\n").getBytes(UTF_8);
  }
}
