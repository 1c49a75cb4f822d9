package io.github.plausible4j.internal.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.Revenue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event's JSON into a reused buffer, as the body of the next request. Not thread-safe: an
 * event must be sent before the next one is encoded.
 */
final class EventEncoder {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator((String) null).build();

  private final Buffer buffer = new Buffer();
  private JsonGenerator json;
  private final RequestBody body = new Body();
  private final EventFormat format;

  EventEncoder(EventFormat format) {
    this.format = format;
    this.json = generator();
  }

  private JsonGenerator generator() {
    try {
      return FACTORY.createGenerator(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** The body of the event's request; valid until the next call. */
  RequestBody encode(Event event) {
    buffer.reset();
    boolean isWhole = false;
    try {
      write(event);
      json.flush();
      isWhole = true;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    } finally {
      if (!isWhole) {
        // If memory runs out, the next event must not be appended to this one.
        json = generator();
      }
    }
    return body;
  }

  private void write(Event event) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", event.name());
    json.writeStringField("url", event.url());
    if (!event.sites().isEmpty()) {
      json.writeStringField("domain", String.join(",", event.sites()));
    } else if (format.defaultSite() != null) {
      json.writeStringField("domain", format.defaultSite());
    }
    String referrer = event.referrer().orElse(null);
    if (referrer != null) {
      json.writeStringField("referrer", referrer);
    }
    writeProps(event);
    Revenue revenue = event.revenue().orElse(null);
    if (revenue != null) {
      json.writeObjectFieldStart("revenue");
      json.writeStringField("currency", revenue.currency().getCurrencyCode());
      json.writeStringField("amount", revenue.amount().toPlainString());
      json.writeEndObject();
    }
    if (!event.interactive()) {
      json.writeBooleanField("interactive", false);
    }
    if (event.hashMode()) {
      json.writeNumberField("hashMode", 1);
    }
    writeEngagement(event.scrollDepth().orElse(null), event.engagementTime().orElse(null));
    json.writeEndObject();
  }

  private void writeProps(Event event) throws IOException {
    Map<String, String> props = event.props();
    if (props.isEmpty()) {
      return;
    }
    if (format.propsAsText()) {
      json.writeStringField("props", PropsText.of(props));
      return;
    }
    json.writeObjectFieldStart("props");
    for (Map.Entry<String, String> prop : props.entrySet()) {
      json.writeStringField(prop.getKey(), prop.getValue());
    }
    json.writeEndObject();
  }

  private void writeEngagement(@Nullable Integer scrollDepth, @Nullable Duration time)
      throws IOException {
    if (scrollDepth != null) {
      json.writeNumberField("sd", scrollDepth);
    }
    if (time != null) {
      json.writeNumberField("e", time.toMillis());
    }
  }

  /** A copy of the JSON that was encoded last. */
  byte[] bytes() {
    return buffer.toByteArray();
  }

  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(512);
    }

    void writeTo(BufferedSink sink) throws IOException {
      sink.write(buf, 0, count);
    }
  }

  private final class Body extends RequestBody {
    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return buffer.size();
    }

    /** Keeps OkHttp from repeating a request that may have arrived. */
    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      buffer.writeTo(sink);
    }
  }
}
