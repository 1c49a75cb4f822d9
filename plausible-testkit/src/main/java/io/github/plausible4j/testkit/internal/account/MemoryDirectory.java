package io.github.plausible4j.testkit.internal.account;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sites and keys in memory. Thread-safe. For internal use only. */
public final class MemoryDirectory implements Directory {
  /** The account of what was configured without one. */
  public static final String DEFAULT_OWNER = "owner";

  private final boolean anySite;
  private final Map<String, Site> sites = new ConcurrentHashMap<>();
  private final Map<Long, String> order = new ConcurrentSkipListMap<>();
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final AtomicLong siteIds = new AtomicLong();
  private final AtomicLong goalIds = new AtomicLong();
  private final AtomicLong linkIds = new AtomicLong();

  /**
   * @param anySite whether a site that an event or a query names comes into being with it
   */
  public MemoryDirectory(boolean anySite) {
    this.anySite = anySite;
  }

  /** Adds a site with the goals, which receive their ids here. */
  public Site add(
      String domain,
      ZoneId timezone,
      String owner,
      Shield shield,
      @Nullable IngestLimit limit,
      List<Goal> goals,
      List<String> properties) {
    Site site =
        new Site(
            domain,
            null,
            timezone,
            owner,
            0,
            true,
            shield,
            limit,
            new MemoryContents(goalIds, linkIds, goals, properties));
    return put(site);
  }

  private Site put(Site site) {
    Site present = sites.putIfAbsent(site.domain(), site);
    if (present != null) {
      return present;
    }
    order.put(siteIds.incrementAndGet(), site.domain());
    return site;
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
    if (site != null || !anySite || domain.isEmpty()) {
      return site;
    }
    return add(domain, ZoneOffset.UTC, DEFAULT_OWNER, Shield.NONE, null, List.of(), List.of());
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
