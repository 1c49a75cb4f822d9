package io.github.plausible4j.internal.spool;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes events that will not be sent, one line each. Not thread-safe. */
final class DeadLetterWriter<T> {
  private final @Nullable QuarantineFile file;
  private final PayloadCodec<T> codec;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int count;

  DeadLetterWriter(@Nullable QuarantineFile file, PayloadCodec<T> codec) {
    this.file = file;
    this.codec = codec;
  }

  void add(SpoolEntry<T> entry, SpoolEnd end) {
    if (file == null || !end.isDeadLetter()) {
      return;
    }
    String reason = end.name().toLowerCase(Locale.ROOT);
    byte[] line = codec.deadLetter(entry.payload, Instant.ofEpochMilli(entry.takenAt), reason);
    lines.writeBytes(line);
    count++;
  }

  /**
   * Writes the added lines.
   *
   * @return the number of lines; -1 if they could not be written
   */
  int write() {
    if (file == null || count == 0) {
      return 0;
    }
    int added = count;
    boolean isKept = file.keep(ByteBuffer.wrap(lines.toByteArray()));
    lines.reset();
    count = 0;
    return isKept ? added : -1;
  }
}
