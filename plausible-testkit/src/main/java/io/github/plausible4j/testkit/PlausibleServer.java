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
 * A Plausible server inside this JVM, for tests: it listens on loopback, keeps the rules of the
 * real server, stores what it takes and answers from that. Thread-safe.
 *
 * <p>{@link #start()} gives a server that takes events of any site. As soon as {@link #builder()}
 * names a site, events of all others are dropped, as by the real server.
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

  /** Starts a server on any free port that takes events of any site. */
  public static PlausibleServer start() {
    return builder().start();
  }

  /** Starts a server on any free port that knows these sites alone. */
  public static PlausibleServer forSites(String... domains) {
    Builder builder = builder();
    Arrays.stream(domains).forEach(builder::site);
    return builder.start();
  }

  /** Begins a server with other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where it listens, for example {@code http://127.0.0.1:43210}. */
  public String url() {
    return "http://" + settings.host() + ":" + frontend.port();
  }

  /** The port that it listens on. */
  public int port() {
    return frontend.port();
  }

  /**
   * A key of the account that sites belong to by default, for statistics and sites.
   *
   * @throws IllegalStateException with a database, which holds the keys
   */
  public String apiKey() {
    if (settings.apiKey().isEmpty()) {
      throw new IllegalStateException(
          "API keys are in the database; mint one there, for example with PlausibleAdmin");
    }
    return settings.apiKey();
  }

  /** A new token for the Plugins API of a site. */
  public String pluginToken(String site) {
    return application.mintPluginToken(Objects.requireNonNull(site, "site"));
  }

  /**
   * The events that arrived and were stored, in the order of their arrival; none that was seeded.
   */
  public List<RecordedEvent> events() {
    return inbox.events();
  }

  /**
   * Waits until so many events have arrived, and returns all that have.
   *
   * @throws AssertionError if fewer arrive in that time; it names those that did
   */
  public List<RecordedEvent> awaitEvents(int count, Duration timeout) throws InterruptedException {
    return inbox.await(count, timeout);
  }

  /** The latest 10,000 events that were answered with 202 but not stored, and why. */
  public List<DroppedEvent> dropped() {
    return application.dropLog().latest().stream().map(DroppedEvent::of).toList();
  }

  /** Stores events of the past, with visitors and dimensions as given. */
  public void seed(SeededEvent... events) {
    application.seed(List.of(events));
  }

  /** Stores events of the past, with visitors and dimensions as given. */
  public void seed(List<SeededEvent> events) {
    application.seed(events);
  }

  /** Imports statistics that another program has counted, besides those imported before. */
  public void importStats(ImportedStats stats) {
    application.importStats(stats);
  }

  /**
   * Forgets all events, imports, visits, faults, outages, counts of limits and {@link
   * #hourlyLimit}; sites, with the goals that were added to them, and keys remain.
   */
  public void reset() {
    disturbances.clear();
    outages.setPostgres(false);
    outages.setClickHouse(false);
    application.clear();
    inbox.clear();
  }

  /** Lets each of the next requests meet this fault, after those asked for before. */
  public void inject(int requests, Fault fault) {
    if (requests < 0) {
      throw new IllegalArgumentException("requests " + requests + " is negative");
    }
    disturbances.add(requests, fault.internal());
  }

  /**
   * Lets a share of all further requests meet one of the faults, whichever comes.
   *
   * @param share 0 to 1
   * @param seed the same one gives the same order of faults
   */
  public void injectRandomly(double share, long seed, Fault... faults) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not between 0 and 1");
    }
    disturbances.byChance(share, seed, Arrays.stream(faults).map(Fault::internal).toList());
  }

  /** Answers the next requests with this status, for example 503; they have no effect. */
  public void fail(int requests, int status) {
    inject(requests, Fault.status(status));
  }

  /** Answers the next requests with 429 and a Retry-After header; they have no effect. */
  public void retryAfter(int requests, Duration time) {
    inject(requests, Fault.status(429, time));
  }

  /** Ends the connection of the next requests before they are read; they have no effect. */
  public void disconnect(int requests) {
    inject(requests, Fault.disconnectBeforeReading());
  }

  /** Delays every further answer; {@link Duration#ZERO} ends it. */
  public void delay(Duration time) {
    disturbances.setAlways(time.isZero() ? null : Fault.delay(time).internal());
  }

  /** Lets no further request go wrong. */
  public void clearFaults() {
    disturbances.clear();
  }

  /** Takes PostgreSQL away, or brings it back: health and statistics fail, events are taken. */
  public void postgresDown(boolean down) {
    outages.setPostgres(down);
  }

  /** Takes ClickHouse away, or brings it back: statistics fail, events are accepted and lost. */
  public void clickHouseDown(boolean down) {
    outages.setClickHouse(down);
  }

  /** Gives every API key this many requests an hour until {@link #reset}; 0 refuses all. */
  public void hourlyLimit(long requests) {
    application.limits().setHourly(requests);
  }

  /** Closes all connections and frees the port. A second call does nothing. */
  @Override
  public void close() {
    frontend.close();
  }

  /** Its address and how many events it has taken; no keys. */
  @Override
  public String toString() {
    return "PlausibleServer["
        + url()
        + ", "
        + events().size()
        + " events taken, "
        + dropped().size()
        + " dropped]";
  }

  /** Runs a server by hand; {@code --help} explains the options. */
  public static void main(String[] args) {
    System.exit(ServerCommand.run(args, System.out, System.err));
  }

  /** Collects the settings of a server. Not thread-safe. */
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

    /** Adds a site in UTC; events of sites that were not added are dropped from now on. */
    public Builder site(String domain) {
      return site(TestSite.of(domain));
    }

    /** Adds a site; events of sites that were not added are dropped from now on. */
    public Builder site(TestSite site) {
      if (sites.putIfAbsent(site.domain(), site) != null) {
        throw new IllegalArgumentException("site " + site.domain() + " was added before");
      }
      return this;
    }

    /** Takes events of any site, though some were added; new ones are in UTC. */
    public Builder anySite() {
      anySite = true;
      return this;
    }

    /** The clock that stamps events, ends visits and days, and begins new windows of limits. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** The port to listen on; 0, the default, for any free one. */
    public Builder port(int newPort) {
      if (newPort < 0 || newPort > 65_535) {
        throw new IllegalArgumentException("port " + newPort + " is not between 0 and 65535");
      }
      port = newPort;
      return this;
    }

    /** The release to behave as; {@link ServerRelease#CE_3_2} if not set. */
    public Builder release(ServerRelease newRelease) {
      release = Objects.requireNonNull(newRelease, "release");
      return this;
    }

    /** Whether to have what the hosted service alone has: the Sites API and revenue goals. */
    public Builder hosted(boolean isHosted) {
      hosted = isHosted;
      return this;
    }

    /**
     * Where addresses are that begin with these characters; the longest match counts. Other
     * addresses are nowhere, since the server carries no geographical data.
     *
     * @param country two letters
     * @param region ISO 3166-2, or empty
     * @param city GeoNames id, or 0
     */
    public Builder place(String addressPrefix, String country, String region, int city) {
      places.put(addressPrefix, new Place(country, region, city));
      return this;
    }

    /** Drops events with a referrer on this host, besides some hosts that are known for spam. */
    public Builder spamReferrer(String host) {
      spamReferrers.add(Objects.requireNonNull(host, "host"));
      return this;
    }

    /**
     * Requests an hour that each API key may make; a million, as in Community Edition, if not set.
     */
    public Builder hourlyLimit(long requests) {
      hourlyLimit = requests;
      return this;
    }

    /** Requests in ten seconds that each API key may make; a million if not set. */
    public Builder burstLimit(long requests) {
      burstLimit = requests;
      return this;
    }

    /** Adds an API key that reaches the sites of the account. */
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
     * Reads sites, goals, API keys and plugin tokens from the PostgreSQL database of a Plausible
     * (the schema of Community Edition 3) at each request, so that what is written there counts at
     * once; sites and keys of this builder are not to be given then. Events stay in memory.
     */
    public Builder database(DataSource plausibleDatabase) {
      database = Objects.requireNonNull(plausibleDatabase, "database");
      return this;
    }

    /**
     * The SECRET_KEY_BASE that API keys in the database were made with; without it, none counts.
     */
    public Builder secretKeyBase(String secret) {
      secretKeyBase = Objects.requireNonNull(secret, "secretKeyBase");
      return this;
    }

    /** Starts the server. */
    public PlausibleServer start() {
      if (database == null) {
        return startInMemory();
      }
      if (anySite || hosted || !sites.isEmpty() || !keys.isEmpty() || !pluginTokens.isEmpty()) {
        throw new IllegalArgumentException(
            "with a database, sites, keys and tokens are in it, and the Sites API is not there;"
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
