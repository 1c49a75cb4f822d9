package io.github.plausible4j.internal.stats;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers each query by a function and remembers what was asked. */
final class PagedServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<StatsQuery> asked = new CopyOnWriteArrayList<>();
  private final Plausible plausible;

  PagedServer(Function<StatsQuery, String> answers) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            StatsQuery query = StatsQuery.parse(request.getBody().utf8());
            asked.add(query);
            return new MockResponse.Builder().code(200).body(answers.apply(query)).build();
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plausible = Plausible.builder(server.url("/").toString()).apiKey("the-key").build();
  }

  StatsClient client() {
    return plausible.stats();
  }

  String url() {
    return server.url("/").toString();
  }

  List<StatsQuery> asked() {
    return asked;
  }

  @Override
  public void close() {
    plausible.close();
    server.close();
  }
}
