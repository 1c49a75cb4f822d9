package io.github.plausible4j.testkit.internal.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sites and keys in memory. Thread-safe. For internal use only. */
public final class MemoryDirectory implements Directory {
  /** The account of sites and keys that were configured without one. */
  public static final String DEFAULT_OWNER = "owner";

  private static final Duration FORMER_DOMAIN_COUNTS = Duration.ofDays(3);
  private static final ZoneId UTC = ZoneId.of("Etc/UTC");

  private final boolean anySite;
  private final Clock clock;
  private final Map<String, Site> sites = new ConcurrentHashMap<>();
  private final Map<SiteContents, Long> ids = new ConcurrentHashMap<>();

  private final Map<String, Renaming> renamings = new ConcurrentHashMap<>();
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final AtomicLong siteIds = new AtomicLong();
  private final AtomicLong goalIds = new AtomicLong();
  private final AtomicLong linkIds = new AtomicLong();

  /**
   * @param anySite whether events and queries create the sites that they name
   * @param clock decides when a former domain expires
   */
  public MemoryDirectory(boolean anySite, Clock clock) {
    this.anySite = anySite;
    this.clock = clock;
  }

  private record Renaming(String domain, Instant until) {}

  /** Adds a site that accepts all events and has no settings. */
  public Site add(String domain, ZoneId timezone, String owner) {
    return add(
        domain, timezone, owner, false, Shield.NONE, null, null, List.of(), List.of(), Map.of());
  }

  /** Adds a site with the goals, which receive their ids here. */
  public Site add(
      String domain,
      ZoneId timezone,
      String owner,
      boolean locked,
      Shield shield,
      @Nullable IngestLimit limit,
      @Nullable LocalDate statsStart,
      List<Goal> goals,
      List<String> properties,
      Map<Long, String> segments) {
    Site site =
        new Site(
            UUID.randomUUID().toString(),
            domain,
            null,
            timezone.equals(ZoneOffset.UTC) ? UTC : timezone,
            owner,
            0,
            true,
            locked,
            shield,
            limit,
            statsStart,
            new MemoryContents(goalIds, linkIds, goals, properties, segments));
    return put(site);
  }

  private Site put(Site site) {
    Site present = sites.putIfAbsent(site.domain(), site);
    if (present != null) {
      return present;
    }
    ids.put(site.contents(), siteIds.incrementAndGet());
    return site;
  }

  /** The sites of an account, newest first. */
  public List<Site> sitesOf(String owner) {
    return sites.values().stream()
        .filter(site -> site.owner().equals(owner))
        .sorted(Comparator.comparing(this::idOf).reversed())
        .toList();
  }

  /** The number of a site, which grows with each new one. */
  public long idOf(Site site) {
    return ids.getOrDefault(site.contents(), 0L);
  }

  /** Whether a site has this domain, or had it recently. */
  public boolean isTaken(String domain) {
    return sites.containsKey(domain) || byFormerDomain(domain) != null;
  }

  /** Changes the domain of the site. The former domain is accepted for another 72 hours. */
  public Site rename(Site site, String domain) {
    Site changed =
        new Site(
            site.id(),
            domain,
            site.domain(),
            site.timezone(),
            site.owner(),
            site.team(),
            site.acceptsTraffic(),
            site.locked(),
            site.shield(),
            site.ingestLimit(),
            site.statsStart(),
            site.contents());
    sites.put(domain, changed);
    forgetRenamings(site);
    renamings.put(site.domain(), new Renaming(domain, clock.instant().plus(FORMER_DOMAIN_COUNTS)));
    sites.remove(site.domain());
    tokens.replaceAll((token, named) -> named.equals(site.domain()) ? domain : named);
    return changed;
  }

  /** Forgets the site. */
  public void remove(Site site) {
    sites.remove(site.domain());
    forgetRenamings(site);
    ids.remove(site.contents());
  }

  private void forgetRenamings(Site site) {
    renamings.values().removeIf(renaming -> renaming.domain().equals(site.domain()));
  }

  private @Nullable Site byFormerDomain(String domain) {
    Renaming renaming = renamings.get(domain);
    return renaming == null || clock.instant().isAfter(renaming.until())
        ? null
        : sites.get(renaming.domain());
  }

  /** Adds a key. */
  public void addKey(String rawKey, ApiKey key) {
    keys.put(rawKey, key);
  }

  @Override
  public void addToken(String rawToken, String domain) {
    tokens.put(rawToken, domain);
  }

  @Override
  public @Nullable Site site(String domain) {
    Site site = sites.get(domain);
    if (site == null) {
      site = byFormerDomain(domain);
    }
    if (site != null || !anySite || domain.isEmpty()) {
      return site;
    }
    return add(domain, UTC, DEFAULT_OWNER);
  }

  @Override
  public @Nullable ApiKey key(String rawKey) {
    return keys.get(rawKey);
  }

  @Override
  public @Nullable Site siteOf(ApiKey key, String domain) {
    Site site = site(domain);
    return site != null && site.owner().equals(key.owner()) ? site : null;
  }

  @Override
  public @Nullable Site siteOfToken(String pluginToken) {
    String domain = tokens.get(pluginToken);
    return domain == null ? null : site(domain);
  }
}
