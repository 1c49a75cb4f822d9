package io.github.plausible4j.internal.stats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.plausible4j.internal.ExceptionFactory;
import io.github.plausible4j.internal.HttpResponse;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an answer while it arrives: neither its text nor its tree is ever whole in
 * memory. The connection is free before the first row is handed out, however slowly they are taken.
 */
final class PageReader {
  // The rows of a list follow one another, so that each is trailed by the next.
  private static final ObjectReader ROW =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PageReader() {}

  static List<Row> read(StatsQuery query, Response response, ExceptionFactory failures)
      throws IOException {
    List<Row> rows = null;
    try (JsonParser parser = Json.FACTORY.createParser(response.body().byteStream())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean results = parser.currentName().equals("results");
          if (parser.nextToken() == JsonToken.START_ARRAY && results) {
            rows = rows(query, parser);
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unexpected(response, failures, e);
    }
    if (rows == null) {
      throw unexpected(response, failures, null);
    }
    return rows;
  }

  private static List<Row> rows(StatsQuery query, JsonParser parser) throws IOException {
    List<Row> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode row = ROW.readTree(parser);
      rows.add(Row.read(query, row));
    }
    return rows;
  }

  private static RuntimeException unexpected(
      Response response, ExceptionFactory failures, @Nullable Exception cause) {
    String problem = cause == null ? "no list of results" : String.valueOf(cause.getMessage());
    byte[] read = ("(gone, it was read as a stream) " + problem).getBytes(StandardCharsets.UTF_8);
    HttpResponse answer =
        new HttpResponse(
            response.request().method(),
            response.request().url(),
            response.code(),
            response.headers(),
            read);
    return failures.unexpected(answer, "rows for the query", cause);
  }
}
