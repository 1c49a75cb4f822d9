package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.spool.QuarantineFile;
import io.github.plausible4j.internal.spool.SpoolEnd;
import io.github.plausible4j.internal.spool.SpoolEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes events that will not be sent as JSON, one a line. For one thread. */
public final class DeadLetterWriter {
  private final @Nullable QuarantineFile file;
  private final EventPayload payload;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private int count;

  DeadLetterWriter(@Nullable QuarantineFile file, EventPayload payload) {
    this.file = file;
    this.payload = payload;
  }

  public void add(SpoolEntry entry, SpoolEnd end) {
    if (file == null || !end.isDeadLetter()) {
      return;
    }
    try {
      JsonGenerator json = Json.FACTORY.createGenerator(lines);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("reason", end.name().toLowerCase(Locale.ROOT));
      json.writeStringField("taken", Instant.ofEpochMilli(entry.takenAt).toString());
      Visitor visitor = entry.event.visitor().orElse(null);
      if (visitor != null) {
        json.writeStringField("ipAddress", visitor.ipAddress());
        json.writeStringField("userAgent", visitor.userAgent());
      }
      json.writeFieldName("event");
      json.writeRawValue(new String(payload.json(entry.event), StandardCharsets.UTF_8));
      json.writeEndObject();
      json.writeRaw('\n');
      json.close();
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Where they go; only if there is such a file. */
  public Path path() {
    return Objects.requireNonNull(file).path();
  }

  /**
   * Writes what was added.
   *
   * @return how many events that were; -1 if the file did not take them
   */
  public int write() {
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
