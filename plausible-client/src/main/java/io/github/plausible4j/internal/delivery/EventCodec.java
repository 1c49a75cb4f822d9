package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.spool.PayloadCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes and reads an event in the spool: its visitor and the JSON that is sent. The first byte is
 * 1 with a visitor and 0 without. With a visitor, the address and the User-Agent follow, each in
 * ASCII after its length in two bytes. The rest is the JSON. Not thread-safe.
 */
final class EventCodec implements PayloadCodec<Event> {
  private final EventEncoder encoder;

  EventCodec(EventFormat format) {
    this.encoder = new EventEncoder(format);
  }

  @Override
  public byte[] encode(Event event) {
    byte[] json = json(event);
    Visitor visitor = event.visitor().orElse(null);
    if (visitor == null) {
      return ByteBuffer.allocate(1 + json.length).put((byte) 0).put(json).array();
    }
    byte[] address = visitor.ipAddress().getBytes(StandardCharsets.US_ASCII);
    byte[] userAgent = visitor.userAgent().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(5 + address.length + userAgent.length + json.length)
        .put((byte) 1)
        .putShort((short) address.length)
        .put(address)
        .putShort((short) userAgent.length)
        .put(userAgent)
        .put(json)
        .array();
  }

  private byte[] json(Event event) {
    encoder.encode(event);
    return encoder.bytes();
  }

  @Override
  public Event decode(ByteBuffer bytes) throws IOException {
    try {
      ByteBuffer rest = bytes.duplicate();
      if (rest.get() == 0) {
        return EventDecoder.decode(rest).build();
      }
      Visitor visitor = new Visitor(text(rest), text(rest));
      return EventDecoder.decode(rest).visitor(visitor).build();
    } catch (RuntimeException e) {
      throw new IOException("not an event of this release", e);
    }
  }

  private static String text(ByteBuffer rest) {
    byte[] bytes = new byte[rest.getShort()];
    rest.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** A line of JSON: the reason, the time, the visitor, and the event as it is sent. */
  @Override
  public byte[] deadLetter(Event event, Instant takenAt, String reason) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("reason", reason);
      json.writeStringField("taken", takenAt.toString());
      Visitor visitor = event.visitor().orElse(null);
      if (visitor != null) {
        json.writeStringField("ipAddress", visitor.ipAddress());
        json.writeStringField("userAgent", visitor.userAgent());
      }
      json.writeFieldName("event");
      json.writeRawValue(new String(json(event), StandardCharsets.UTF_8));
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return line.toByteArray();
  }
}
