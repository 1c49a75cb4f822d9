package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Visitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An event in the log: for whom, and the JSON that is sent. First a byte, 0 for no visitor, 1 for
 * one, then the visitor's address and User-Agent, each in ASCII behind its length in two bytes; the
 * rest is the JSON. For one thread.
 */
public final class EventPayload {
  private final EventEncoder encoder;

  public EventPayload(EventFormat format) {
    this.encoder = new EventEncoder(format);
  }

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

  /** The JSON alone, as it is sent. */
  byte[] json(Event event) {
    encoder.encode(event);
    return encoder.bytes();
  }

  /**
   * The event of a record.
   *
   * @throws IOException if it is none that this release can send
   */
  public static Event decode(ByteBuffer payload) throws IOException {
    try {
      ByteBuffer rest = payload.duplicate();
      Event.Builder event;
      if (rest.get() == 0) {
        return EventDecoder.decode(rest).build();
      }
      Visitor visitor = new Visitor(text(rest), text(rest));
      event = EventDecoder.decode(rest);
      return event.visitor(visitor).build();
    } catch (RuntimeException e) {
      throw new IOException("not an event of this release", e);
    }
  }

  private static String text(ByteBuffer rest) {
    byte[] bytes = new byte[rest.getShort()];
    rest.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
