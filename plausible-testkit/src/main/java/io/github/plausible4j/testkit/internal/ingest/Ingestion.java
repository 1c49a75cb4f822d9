package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.account.Site;
import io.github.plausible4j.testkit.internal.ingest.Agents.Agent;
import io.github.plausible4j.testkit.internal.ingest.Visits.Visit;
import io.github.plausible4j.testkit.internal.store.StoredEvent;
import io.github.plausible4j.testkit.internal.store.VisitAttributes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Stores an accepted event for each of its sites, or drops it. Thread-safe. */
final class Ingestion {
  private final Directory directory;
  private final BiConsumer<Site, StoredEvent> store;
  private final IngestSettings settings;
  private final Clock clock;
  private final DropLog dropLog;
  private final SpamReferrers spamReferrers;
  private final SiteFilter gate = new SiteFilter();
  private final Agents agents = new Agents();
  private final Visitors visitors = new Visitors();
  private final Visits visits = new Visits();
  private final Sources sources;
  private final Channels channels;

  Ingestion(
      Directory directory,
      BiConsumer<Site, StoredEvent> store,
      IngestSettings settings,
      Clock clock,
      DropLog dropLog) {
    this.directory = directory;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.dropLog = dropLog;
    this.spamReferrers = new SpamReferrers(settings.spamReferrers());
    this.sources = new Sources(settings.afterRelease32());
    this.channels = new Channels(sources);
  }

  /** Passes the event to its sites. Returns how many of them dropped it. */
  int take(EventRequest event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    int dropped = 0;
    for (String domain : event.domains()) {
      DropReason reason = takeFor(domain, event, now);
      if (reason != null) {
        dropped++;
        dropLog.add(
            new Dropped(now, domain, event.name(), event.hostname(), event.pathname(), reason));
      }
    }
    return dropped;
  }

  private @Nullable DropReason takeFor(String domain, EventRequest event, Instant now) {
    if (spamReferrers.isSpam(event.referrer())) {
      return DropReason.SPAM_REFERRER;
    }
    Site site = directory.site(domain);
    if (site == null) {
      return DropReason.UNKNOWN_SITE;
    }
    Place place =
        "anonymous_vpn_ip".equals(event.addressType())
            ? new Place("A1", "", 0)
            : settings.places().of(event.address());
    DropReason refusal = gate.refusal(site, event, place, now);
    if (refusal != null) {
      return refusal;
    }
    Agent agent = agents.of(event.userAgent());
    if (agent.bot()) {
      return DropReason.BOT;
    }
    return store(site, event, now, place, agent);
  }

  private @Nullable DropReason store(
      Site target, EventRequest event, Instant now, Place place, Agent agent) {
    String site = target.domain();
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    long visitor = visitors.id(event, site, today);
    LongSupplier visitorYesterday = () -> visitors.id(event, site, today.minusDays(1));
    Visit visit =
        event.name().equals("engagement")
            ? visits.engage(site, visitor, visitorYesterday, now)
            : visits.join(
                site, visitor, visitorYesterday, now, () -> attributes(event, place, agent));
    if (visit == null) {
      return DropReason.NO_VISIT_FOR_ENGAGEMENT;
    }
    store.accept(
        target,
        new StoredEvent(
            now,
            site,
            visitor,
            visit.id(),
            event.name(),
            event.hostname(),
            event.pathname(),
            visit.attributes(),
            event.props(),
            event.interactive(),
            event.scrollDepth(),
            event.engagementMillis(),
            revenue(target, event)));
    return null;
  }

  /**
   * The revenue that a goal of this event counts. An amount in another currency would need an
   * exchange rate.
   */
  private @Nullable BigDecimal revenue(Site site, EventRequest event) {
    Revenue revenue = settings.revenue() ? event.revenue() : null;
    boolean counts =
        revenue != null
            && site.contents().goals().stream()
                .anyMatch(
                    goal ->
                        event.name().equals(goal.eventName())
                            && revenue.currency().equals(goal.currency()));
    return counts && revenue != null ? revenue.amount() : null;
  }

  private VisitAttributes attributes(EventRequest event, Place place, Agent agent) {
    String source = sources.of(event);
    String tag = Objects.requireNonNullElse(Sources.tag(event), "");
    return new VisitAttributes(
        Sources.referrer(event),
        source,
        channels.of(event.query(), tag, source),
        medium(event, source),
        tag,
        event.query().getOrDefault("utm_campaign", ""),
        event.query().getOrDefault("utm_content", ""),
        event.query().getOrDefault("utm_term", ""),
        place.country(),
        place.region(),
        place.city(),
        settings.old() && event.screenWidth() > 0 ? deviceOf(event.screenWidth()) : agent.device(),
        agent.browser(),
        agent.browserVersion(),
        agent.os(),
        agent.osVersion());
  }

  /** The tagged medium. Without a tag, the click parameter of Google or Bing names a paid click. */
  private static String medium(EventRequest event, String source) {
    String medium = event.query().get("utm_medium");
    if (medium != null) {
      return medium;
    }
    if (source.equals("Google") && event.query().containsKey("gclid")) {
      return "(gclid)";
    }
    return source.equals("Bing") && event.query().containsKey("msclkid") ? "(msclkid)" : "";
  }

  private static String deviceOf(int screenWidth) {
    if (screenWidth < 576) {
      return "Mobile";
    }
    if (screenWidth < 992) {
      return "Tablet";
    }
    return screenWidth < 1440 ? "Laptop" : "Desktop";
  }

  /** Removes open visits, and resets the counts of limits. */
  void clear() {
    visits.clear();
    gate.clear();
  }
}
