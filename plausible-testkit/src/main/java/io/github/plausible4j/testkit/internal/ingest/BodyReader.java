package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.wire.ErrorResponses;
import io.github.plausible4j.testkit.internal.wire.FormBody;
import io.github.plausible4j.testkit.internal.wire.HttpRequest;
import io.github.plausible4j.testkit.internal.wire.HttpResponse;
import io.github.plausible4j.testkit.internal.wire.JsonValues;
import io.github.plausible4j.testkit.internal.wire.MalformedJsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of an event by its Content-Type. */
final class BodyReader {
  static final int MAX_JSON_BYTES = 8_000_000;
  static final int MAX_OTHER_BYTES = 1_000_000;

  private BodyReader() {}

  /** Either the keys of the body, or the answer that rejects it. */
  record Body(Map<String, @Nullable Object> keys, @Nullable HttpResponse refusal) {
    private static Body refused(HttpResponse answer) {
      return new Body(Map.of(), answer);
    }
  }

  static Body read(HttpRequest call) {
    String type = call.mediaType();
    if (type == null) {
      return new Body(Map.of(), null);
    }
    if (call.isJson()) {
      return readJson(call);
    }
    if (type.equals("application/x-www-form-urlencoded")) {
      return call.body().length > MAX_OTHER_BYTES
          ? Body.refused(ErrorResponses.of(call, 413))
          : new Body(FormBody.urlEncoded(call), null);
    }
    if (type.equals("multipart/form-data")) {
      Map<String, @Nullable Object> form = FormBody.multipart(call);
      return form == null ? Body.refused(ErrorResponses.of(call, 400)) : new Body(form, null);
    }
    return readRaw(call);
  }

  private static Body readJson(HttpRequest call) {
    if (call.body().length > MAX_JSON_BYTES) {
      return Body.refused(ErrorResponses.of(call, 413));
    }
    if (call.body().length == 0) {
      return new Body(Map.of(), null);
    }
    try {
      return new Body(keysOf(JsonValues.parse(call.body())), null);
    } catch (MalformedJsonException e) {
      return Body.refused(ErrorResponses.of(call, 400));
    }
  }

  private static Body readRaw(HttpRequest call) {
    if (call.body().length <= MAX_OTHER_BYTES) {
      try {
        if (JsonValues.parse(call.body()) instanceof Map<?, ?> object) {
          return new Body(keysOf(object), null);
        }
      } catch (MalformedJsonException e) {
        // It gets the same answer as every other body that is not an object.
      }
    }
    return Body.refused(
        ValidationErrors.of("request", "Unable to parse request body as json").answer());
  }

  /** Treats an array or a single value as a body without known keys. */
  @SuppressWarnings("unchecked") // JsonValues makes objects as maps with string keys only.
  private static Map<String, @Nullable Object> keysOf(@Nullable Object json) {
    return json instanceof Map<?, ?> ? (Map<String, @Nullable Object>) json : Map.of();
  }
}
