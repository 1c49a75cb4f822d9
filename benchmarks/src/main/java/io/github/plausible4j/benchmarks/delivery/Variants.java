package io.github.plausible4j.benchmarks.delivery;

import okhttp3.OkHttpClient;

/** The compared variants by name: the client, and the number of concurrent requests. */
final class Variants {
  private Variants() {}

  /**
   * Starts a variant.
   *
   * @param name for example {@code "event queue 16"}
   */
  static Variant start(String name, String url) {
    int space = name.lastIndexOf(' ');
    int inFlight = Integer.parseInt(name.substring(space + 1));
    String way = name.substring(0, space);
    OkHttpClient client = OkHttpCalls.client(inFlight);
    return switch (way) {
      case "event queue" -> new QueueVariant(url, client, inFlight);
      case "OkHttp threads" -> new OkHttpThreads(url, client, inFlight);
      case "OkHttp dispatcher" -> new OkHttpDispatcher(url, client, inFlight);
      case "JDK HttpClient" -> new JdkClient(url, inFlight);
      case "matomo-java-tracker" -> new MatomoTrackerVariant(url, inFlight);
      case "snowplow-java-tracker" -> new SnowplowTrackerVariant(url, client, inFlight, 1);
      case "snowplow-java-tracker, batches of 50" ->
          new SnowplowTrackerVariant(url, client, inFlight, 50);
      default -> throw new IllegalArgumentException("no such variant: " + name);
    };
  }
}
