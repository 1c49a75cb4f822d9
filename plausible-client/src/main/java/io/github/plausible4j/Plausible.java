package io.github.plausible4j;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.EventClient;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.internal.BaseUrl;
import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.delivery.EventClients;
import io.github.plausible4j.internal.sites.HttpPluginsClient;
import io.github.plausible4j.internal.sites.HttpSitesClient;
import io.github.plausible4j.sites.PluginsClient;
import io.github.plausible4j.sites.SitesClient;
import io.github.plausible4j.stats.StatsClient;
import io.github.plausible4j.stats.StatsPolicy;
import io.github.plausible4j.stats.legacy.LegacyStatsClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client for a Plausible server, hosted or self-hosted. Thread-safe; create one per application
 * and close it at the end.
 *
 * <pre>{@code
 * try (Plausible plausible = Plausible.create("https://stats.example.org")) {
 *   System.out.println(plausible.health());
 * }
 * }</pre>
 */
public final class Plausible implements AutoCloseable {
  private final HttpUrl baseUrl;
  private final OwnedHttpClient http;
  private final Transport transport;
  private final SystemApi system;
  private final EventClients eventClients;
  private final EventClient events;
  private final Set<EventQueue> openQueues = ConcurrentHashMap.newKeySet();
  private final SitesClient sites;
  private final StatsArea stats;
  private volatile boolean closed;

  private Plausible(Builder builder, HttpUrl baseUrl) {
    this.baseUrl = baseUrl;
    this.http = OwnedHttpClient.of(builder, baseUrl);
    this.transport =
        new Transport(
            http.client(),
            baseUrl,
            new HttpExceptionFactory(builder.clock),
            builder.userAgent,
            builder.maxResponseBytes);
    this.system = new SystemApi(transport);
    this.eventClients =
        new EventClients(
            transport.url("api/event").build(),
            builder.clock,
            builder.defaultSite,
            builder.propsAsText);
    this.events = eventClients.client(transport);
    this.sites = new HttpSitesClient(transport, builder.apiKey);
    this.stats = new StatsArea(transport, builder, baseUrl);
  }

  /**
   * A client with default settings and no API key: enough to report events.
   *
   * @param baseUrl the address of Plausible, for example {@code https://stats.example.org}
   * @throws IllegalArgumentException if the base URL is not an http or https address
   */
  public static Plausible create(@Nullable String baseUrl) {
    return builder(baseUrl).build();
  }

  /**
   * A builder of a client with other settings.
   *
   * @param baseUrl the address of Plausible, for example {@code https://stats.example.org}
   */
  public static Builder builder(@Nullable String baseUrl) {
    return new Builder(baseUrl);
  }

  /** The client that sends events one by one; always the same instance. */
  public EventClient events() {
    return events;
  }

  /**
   * Creates a queue with the default policy; one per application is enough. Closing this client
   * closes the queue too.
   */
  public EventQueue eventQueue() {
    return eventQueue(DeliveryPolicy.defaults());
  }

  /**
   * Creates a queue. Closing this client closes the queue too.
   *
   * @throws IllegalArgumentException if a directory of the policy cannot be used
   * @throws IllegalStateException if another queue uses such a directory, or this client is closed
   */
  public EventQueue eventQueue(DeliveryPolicy policy) {
    requireOpen();
    EventQueue queue = eventClients.queue(http.client(), transport, policy, openQueues);
    if (closed) {
      // This client was closed in the meantime. Nothing else would end the threads of the queue
      // and release its spool.
      queue.close();
      requireOpen();
    }
    return queue;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "Plausible[" + baseUrl + "] is closed; create another client");
    }
  }

  /**
   * Asks the server for its health. If a database of the server is down, the answer names it.
   *
   * @throws PlausibleException if there is no answer, or it is not an answer of Plausible
   */
  public Health health() {
    return system.health();
  }

  /**
   * Asks the server for its release.
   *
   * @throws PlausibleException if there is no answer, or it is not an answer of Plausible
   */
  public ServerInfo serverInfo() {
    return system.serverInfo();
  }

  /** The sites API: hosted Plausible and self-hosted releases before 2.1.0. */
  public SitesClient sites() {
    return sites;
  }

  /**
   * The plugins API of one site, in every edition.
   *
   * @param pluginToken the token from the site's settings; it is never logged and never part of a
   *     message
   * @throws IllegalArgumentException if the text cannot be a token
   */
  public PluginsClient plugins(String pluginToken) {
    return new HttpPluginsClient(transport, pluginToken);
  }

  /** The client for statistics; always the same instance. Needs {@link Builder#apiKey}. */
  public StatsClient stats() {
    return stats.current();
  }

  /**
   * The client for version 1 of the statistics API: realtime visitors, and servers before 2.1.2.
   * Needs {@link Builder#apiKey}.
   */
  public LegacyStatsClient legacyStats() {
    return stats.legacy();
  }

  /**
   * Closes the queues of this client, each drained for at most its close timeout, and ends its
   * threads. Every later call throws an {@link IllegalStateException}; only {@link
   * EventQueue#track} returns {@code false}, and {@link EventClient} returns {@code Failed}.
   * Closing again has no effect.
   */
  @Override
  public void close() {
    closed = true;
    openQueues.forEach(EventQueue::close);
    transport.close();
    stats.close();
    http.close();
  }

  /** The base address and whether this client is closed; never the API key. */
  @Override
  public String toString() {
    return "Plausible[" + baseUrl + (closed ? ", closed" : "") + "]";
  }

  /** Settings of a {@link Plausible}. Not thread-safe. */
  public static final class Builder {
    private final @Nullable String baseUrl;
    @Nullable String apiKey;
    private boolean apiKeyIsMissing;
    @Nullable OkHttpClient httpClient;
    @Nullable Duration callTimeout;
    String userAgent = "plausible4j";
    @Nullable String defaultSite;
    boolean propsAsText;
    Clock clock = Clock.systemUTC();
    @Nullable StatsPolicy statsPolicy;
    long maxResponseBytes = 64L * 1024 * 1024;

    private Builder(@Nullable String baseUrl) {
      this.baseUrl = baseUrl;
    }

    /**
     * The key for statistics and sites, without {@code Bearer}; default none. It is never logged
     * and never part of a message. {@link #build()} rejects {@code null}, which {@code
     * System.getenv} returns for a variable that is not set.
     */
    public Builder apiKey(@Nullable String apiKey) {
      this.apiKey = apiKey;
      this.apiKeyIsMissing = apiKey == null;
      return this;
    }

    /**
     * An OkHttp client with your proxies, credentials, certificates or interceptors; by default a
     * new one is created. Its threads and connections are shared, and it is never closed. Its
     * timeouts apply in addition to {@link #callTimeout}: OkHttp's default for reading is 10
     * seconds. Redirects are never followed.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = httpClient;
      return this;
    }

    /**
     * The longest time for a whole request, from DNS to the last byte; 1 millisecond to 24 days.
     * Default: the call timeout of {@link #httpClient}, or 30 seconds if it has none. Without
     * {@link #httpClient}, connecting can take at most 10 seconds of this time.
     */
    public Builder callTimeout(Duration callTimeout) {
      this.callTimeout = callTimeout;
      return this;
    }

    /**
     * The User-Agent of requests that do not belong to a visitor, for example for statistics;
     * default {@code plausible4j}.
     */
    public Builder userAgent(String userAgent) {
      this.userAgent = userAgent;
      return this;
    }

    /**
     * The site of events without a site, as the domain that Plausible shows; default the host of
     * the event's address.
     */
    public Builder defaultSite(String defaultSite) {
      this.defaultSite =
          Objects.requireNonNull(
              defaultSite, "Plausible: defaultSite is null; set a domain, or leave it out");
      return this;
    }

    /**
     * Whether properties of events are sent as a string that contains JSON; default {@code false},
     * as a JSON object. Servers of 2021 and 2022 answer 500 to an object; all later ones accept
     * both.
     */
    public Builder propsAsText(boolean propsAsText) {
      this.propsAsText = propsAsText;
      return this;
    }

    /**
     * The most bytes of an answer after decompression; 1 KiB to 1 GiB, default 64 MiB. A longer
     * answer throws an {@link UnexpectedResponseException}, so that no server can fill the memory.
     */
    public Builder maxResponseBytes(long maxResponseBytes) {
      this.maxResponseBytes = maxResponseBytes;
      return this;
    }

    /** The clock; default the system clock. For tests. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * The rate limit and the retries of statistics queries; default {@link StatsPolicy#hosted} for
     * plausible.io, {@link StatsPolicy#defaults} for others.
     */
    public Builder statsPolicy(StatsPolicy statsPolicy) {
      this.statsPolicy = statsPolicy;
      return this;
    }

    /**
     * Creates the client. Nothing is sent yet.
     *
     * @throws IllegalArgumentException if settings are invalid; the message names all of them
     */
    public Plausible build() {
      return new Plausible(this, SettingsCheck.check(this, baseUrl, apiKeyIsMissing));
    }

    /** The base address; never the API key or a password. */
    @Override
    public String toString() {
      return "Plausible.Builder[" + BaseUrl.shown(baseUrl) + "]";
    }
  }
}
