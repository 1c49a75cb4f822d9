package io.github.plausible4j.internal.stats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.plausible4j.internal.BoundedBody;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.stats.Row;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an answer while it arrives, so that neither its text nor its tree is ever
 * completely in memory. The connection is released before the first row is returned, even if rows
 * are read slowly.
 */
final class PageReader {
  private PageReader() {}

  static List<Row> read(StatsQuery query, Response response, Transport transport)
      throws IOException {
    List<Row> rows = null;
    try (JsonParser parser = Json.FACTORY.createParser(transport.body(response))) {
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
    } catch (BoundedBody.TooLongException e) {
      throw transport.tooLong(response, e);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unexpected(response, transport, e);
    }
    if (rows == null) {
      throw unexpected(response, transport, null);
    }
    return rows;
  }

  private static List<Row> rows(StatsQuery query, JsonParser parser) throws IOException {
    List<Row> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (rows.size() == query.limit()) {
        throw new IllegalArgumentException(
            "it has more rows than the limit of the page, " + query.limit());
      }
      rows.add(Row.read(query, Json.readElement(parser)));
    }
    return rows;
  }

  private static RuntimeException unexpected(
      Response response, Transport transport, @Nullable Exception cause) {
    String problem = cause == null ? "no list of results" : String.valueOf(cause.getMessage());
    byte[] read = ("(not kept, it was read as a stream) " + problem).getBytes(UTF_8);
    return transport
        .failures()
        .unexpected(Transport.withBody(response, read), "rows for the query", cause);
  }
}
