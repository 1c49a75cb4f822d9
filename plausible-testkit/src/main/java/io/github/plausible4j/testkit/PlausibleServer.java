package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.ApiKey;
import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Ids;
import io.github.plausible4j.testkit.internal.account.MemoryDirectory;
import io.github.plausible4j.testkit.internal.account.RequestLimits;
import io.github.plausible4j.testkit.internal.database.DatabaseDirectory;
import io.github.plausible4j.testkit.internal.http.HttpFrontend;
import io.github.plausible4j.testkit.internal.http.InjectedFaults;
import io.github.plausible4j.testkit.internal.ingest.IngestSettings;
import io.github.plausible4j.testkit.internal.ingest.Place;
import io.github.plausible4j.testkit.internal.ingest.Places;
import io.github.plausible4j.testkit.internal.system.Outages;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A Plausible server for tests that runs inside this JVM. It listens on the loopback interface,
 * follows the rules of the real server, stores events in memory and answers queries from them.
 * Thread-safe.
 *
 * <p>{@link #start()} starts a server that accepts events of any site. If {@link #builder()} adds a
 * site, events of all other sites are dropped, as in the real server.
 */
public final class PlausibleServer implements AutoCloseable {
  private final InjectedFaults disturbances = new InjectedFaults();
  private final Outages outages = new Outages();
  private final Inbox inbox = new Inbox();
  private final Application application;
  private final ServerSettings settings;
  private final HttpFrontend frontend;

  PlausibleServer(ServerSettings settings) {
    this.settings = settings;
    application = new Application(settings, outages, inbox, this::url);
    frontend =
        new HttpFrontend(settings.host(), settings.port(), application.router(), disturbances);
  }

  /** Starts a server on a free port that accepts events of any site. */
  public static PlausibleServer start() {
    return builder().start();
  }

  /** Starts a server on a free port that has only these sites. */
  public static PlausibleServer forSites(String... domains) {
    Builder builder = builder();
    Arrays.stream(domains).forEach(builder::site);
    return builder.start();
  }

  /** Creates a builder, for other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** The base URL, for example {@code http://127.0.0.1:43210}. */
  public String url() {
    return "http://" + settings.host() + ":" + frontend.port();
  }

  /** The port that it listens on. */
  public int port() {
    return frontend.port();
  }

  /**
   * An API key of the default account, for the Stats API and the Sites API.
   *
   * @throws IllegalStateException if the server uses a database, which then has the keys
   */
  public String apiKey() {
    if (settings.apiKey().isEmpty()) {
      throw new IllegalStateException(
          "API keys are in the database; create one there, for example with PlausibleAdmin");
    }
    return settings.apiKey();
  }

  /** Creates a token for the Plugins API of a site. */
  public String pluginToken(String site) {
    return application.mintPluginToken(Objects.requireNonNull(site, "site"));
  }

  /**
   * The events that arrived and were stored, in the order of their arrival. Seeded events are not
   * included.
   */
  public List<RecordedEvent> events() {
    return inbox.events();
  }

  /**
   * Waits until at least this number of events has arrived, and returns all events that arrived.
   *
   * @throws AssertionError if fewer events arrive within the timeout; the message lists those that
   *     did
   */
  public List<RecordedEvent> awaitEvents(int count, Duration timeout) throws InterruptedException {
    return inbox.await(count, timeout);
  }

  /** The latest 10,000 events that were answered with 202 but not stored, with the reasons. */
  public List<DroppedEvent> dropped() {
    return application.dropLog().latest().stream().map(DroppedEvent::of).toList();
  }

  /** Stores past events with the given visitors and dimensions. */
  public void seed(SeededEvent... events) {
    application.seed(List.of(events));
  }

  /** Stores past events with the given visitors and dimensions. */
  public void seed(List<SeededEvent> events) {
    application.seed(events);
  }

  /** Imports statistics of another program, in addition to earlier imports. */
  public void importStats(ImportedStats stats) {
    application.importStats(stats);
  }

  /**
   * Removes all events, imports, visits, faults and outages, and resets the counters of limits and
   * {@link #hourlyLimit}. Sites, their goals and keys remain.
   */
  public void reset() {
    disturbances.clear();
    outages.setPostgres(false);
    outages.setClickHouse(false);
    application.clear();
    inbox.clear();
  }

  /** Injects a fault into the next requests, after the faults that were injected before. */
  public void inject(int requests, Fault fault) {
    if (requests < 0) {
      throw new IllegalArgumentException("requests " + requests + " is negative");
    }
    disturbances.add(requests, fault.internal());
  }

  /**
   * Injects one of the faults, at random, into a share of all further requests.
   *
   * @param share the share of requests, from 0 to 1
   * @param seed the seed; the same seed leads to the same sequence of faults
   */
  public void injectRandomly(double share, long seed, Fault... faults) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not between 0 and 1");
    }
    disturbances.byChance(share, seed, Arrays.stream(faults).map(Fault::internal).toList());
  }

  /** Answers the next requests with this status, for example 503. The requests have no effect. */
  public void fail(int requests, int status) {
    inject(requests, Fault.status(status));
  }

  /** Answers the next requests with 429 and a Retry-After header. The requests have no effect. */
  public void retryAfter(int requests, Duration time) {
    inject(requests, Fault.status(429, time));
  }

  /** Ends the connection of the next requests before they are read. The requests have no effect. */
  public void disconnect(int requests) {
    inject(requests, Fault.disconnectBeforeReading());
  }

  /** Delays every further answer. {@link Duration#ZERO} ends the delay. */
  public void delay(Duration time) {
    disturbances.setAlways(time.isZero() ? null : Fault.delay(time).internal());
  }

  /** Removes all injected faults. */
  public void clearFaults() {
    disturbances.clear();
  }

  /**
   * Stops or restores PostgreSQL. Without it, health checks and statistics fail, and events are
   * accepted.
   */
  public void postgresDown(boolean down) {
    outages.setPostgres(down);
  }

  /**
   * Stops or restores ClickHouse. Without it, statistics fail, and events are accepted but lost.
   */
  public void clickHouseDown(boolean down) {
    outages.setClickHouse(down);
  }

  /**
   * Limits each API key to this number of requests an hour until {@link #reset}; 0 rejects all
   * requests.
   */
  public void hourlyLimit(long requests) {
    application.limits().setHourly(requests);
  }

  /** Closes all connections and frees the port. A second call does nothing. */
  @Override
  public void close() {
    frontend.close();
  }

  /** The URL and the numbers of events, without keys. */
  @Override
  public String toString() {
    return "PlausibleServer["
        + url()
        + ", "
        + events().size()
        + " events stored, "
        + dropped().size()
        + " dropped]";
  }

  /** Runs a server from the command line. {@code --help} explains the options. */
  public static void main(String[] args) {
    System.exit(ServerCommand.run(args, System.out, System.err));
  }

  /** Builds and starts a {@link PlausibleServer}. Not thread-safe. */
  public static final class Builder {
    private final Map<String, TestSite> sites = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> spamReferrers = new LinkedHashSet<>();
    private final Map<String, KeyGrant> keys = new LinkedHashMap<>();
    private final Map<String, String> pluginTokens = new LinkedHashMap<>();
    private boolean anySite;
    private boolean hosted;
    private String host = "127.0.0.1";
    private int port;
    private Clock clock = Clock.systemUTC();
    private ServerRelease release = ServerRelease.CE_3_2;
    private @Nullable DataSource database;
    private @Nullable String secretKeyBase;
    private long hourlyLimit = RequestLimits.UNLIMITED;
    private long burstLimit = RequestLimits.UNLIMITED;

    private record KeyGrant(String owner, List<String> scopes) {}

    private Builder() {}

    /** Adds a site in UTC. Once there is a site, events of all other sites are dropped. */
    public Builder site(String domain) {
      return site(TestSite.of(domain));
    }

    /** Adds a site. Once there is a site, events of all other sites are dropped. */
    public Builder site(TestSite site) {
      if (sites.putIfAbsent(site.domain(), site) != null) {
        throw new IllegalArgumentException(
            "site " + site.domain() + " was already added; add each site once");
      }
      return this;
    }

    /**
     * Accepts events of any site, even if sites were added. Sites that were not added are in UTC.
     */
    public Builder anySite() {
      anySite = true;
      return this;
    }

    /**
     * Sets the clock for the times of events, visits and days and for rate limits. Default the
     * system clock.
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Sets the port to listen on, 0 to 65535. Default 0, which means any free port. */
    public Builder port(int newPort) {
      if (newPort < 0 || newPort > 65_535) {
        throw new IllegalArgumentException("port " + newPort + " is not between 0 and 65535");
      }
      port = newPort;
      return this;
    }

    /** Sets the release whose behavior is simulated. Default {@link ServerRelease#CE_3_2}. */
    public Builder release(ServerRelease newRelease) {
      release = Objects.requireNonNull(newRelease, "release");
      return this;
    }

    /**
     * Sets whether the server has the features that only the hosted service has: the Sites API and
     * revenue goals. Default false.
     */
    public Builder hosted(boolean isHosted) {
      hosted = isHosted;
      return this;
    }

    /**
     * Sets the place of IP addresses that begin with these characters. The longest match counts.
     * Other addresses have no place, because the server has no geographical data.
     *
     * @param addressPrefix the first characters of the addresses
     * @param country the country code of two letters
     * @param region the ISO 3166-2 code of the region, or empty
     * @param city the GeoNames id of the city, or 0
     */
    public Builder place(String addressPrefix, String country, String region, int city) {
      places.put(addressPrefix, new Place(country, region, city));
      return this;
    }

    /** Drops events with a referrer on this host, in addition to some known spammers. */
    public Builder spamReferrer(String host) {
      spamReferrers.add(Objects.requireNonNull(host, "host"));
      return this;
    }

    /**
     * Sets the number of requests that each API key may send in an hour. Default a million, as in
     * the Community Edition.
     */
    public Builder hourlyLimit(long requests) {
      hourlyLimit = requests;
      return this;
    }

    /** Sets the number of requests that each API key may send in ten seconds. Default a million. */
    public Builder burstLimit(long requests) {
      burstLimit = requests;
      return this;
    }

    /**
     * Adds an API key with access to the sites of an account.
     *
     * @param owner the account, as in {@link TestSite.Builder#owner}
     * @param scopes the scopes, such as {@code stats:read:*}
     */
    public Builder apiKey(String key, String owner, String... scopes) {
      keys.put(key, new KeyGrant(owner, List.of(scopes)));
      return this;
    }

    /** Adds a token for the Plugins API of a site. */
    public Builder pluginToken(String token, String site) {
      pluginTokens.put(token, site);
      return this;
    }

    /**
     * Reads sites, goals, API keys and plugin tokens from the PostgreSQL database of a Plausible,
     * with the schema of Community Edition 3. They are read at each request, so that changes apply
     * at once. Cannot be combined with sites, keys and tokens of this builder. Events stay in
     * memory.
     */
    public Builder database(DataSource plausibleDatabase) {
      database = Objects.requireNonNull(plausibleDatabase, "database");
      return this;
    }

    /**
     * Sets the SECRET_KEY_BASE with which the API keys in the database were created. Without it, no
     * key is accepted.
     */
    public Builder secretKeyBase(String secret) {
      secretKeyBase = Objects.requireNonNull(secret, "secretKeyBase");
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws IllegalArgumentException if {@link #database} is combined with sites, keys or tokens
     */
    public PlausibleServer start() {
      if (database == null) {
        return startInMemory();
      }
      if (anySite || hosted || !sites.isEmpty() || !keys.isEmpty() || !pluginTokens.isEmpty()) {
        throw new IllegalArgumentException(
            "with a database, sites, keys and tokens come from it, and there is no Sites API;"
                + " leave out site, anySite, apiKey, pluginToken and hosted");
      }
      return start(new DatabaseDirectory(database, secretKeyBase, clock), "");
    }

    private PlausibleServer startInMemory() {
      boolean old = release == ServerRelease.CE_2021;
      MemoryDirectory directory = new MemoryDirectory(anySite || sites.isEmpty() || old, clock);
      sites.values().forEach(site -> site.addTo(directory));
      String apiKey = Ids.apiKey();
      directory.addKey(
          apiKey,
          new ApiKey(
              apiKey,
              MemoryDirectory.DEFAULT_OWNER,
              0,
              List.of("stats:read:*", "sites:provision:*"),
              hourlyLimit));
      keys.forEach(
          (key, grant) ->
              directory.addKey(
                  key, new ApiKey(key, grant.owner(), 0, grant.scopes(), hourlyLimit)));
      pluginTokens.forEach(directory::addToken);
      return start(directory, apiKey);
    }

    private PlausibleServer start(Directory directory, String apiKey) {
      boolean old = release == ServerRelease.CE_2021;
      return new PlausibleServer(
          new ServerSettings(
              host,
              port,
              clock,
              release,
              hosted || release == ServerRelease.HOSTED,
              directory,
              new IngestSettings(
                  old,
                  release == ServerRelease.HOSTED,
                  hosted || release == ServerRelease.HOSTED,
                  new Places(places),
                  spamReferrers),
              burstLimit,
              apiKey));
    }
  }
}
