package io.github.plausible4j.testkit.internal.ingest;

import io.github.plausible4j.testkit.internal.account.FixedWindows;
import io.github.plausible4j.testkit.internal.account.IngestLimit;
import io.github.plausible4j.testkit.internal.account.Site;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Filters events by the settings of a site. Thread-safe. */
final class SiteFilter {
  private final FixedWindows counts = new FixedWindows();

  /** The reason why the site drops the event; null if it accepts it. */
  @Nullable DropReason refusal(Site site, EventRequest event, Place place, Instant now) {
    if (!site.acceptsTraffic()) {
      return DropReason.PAYMENT_REQUIRED;
    }
    IngestLimit limit = site.ingestLimit();
    if (limit != null && counts.count(site.domain(), limit.window(), now) > limit.events()) {
      return DropReason.INGEST_LIMIT;
    }
    if ("dc_ip".equals(event.addressType())) {
      return DropReason.DATA_CENTRE_ADDRESS;
    }
    if ("threat_ip".equals(event.addressType())) {
      return DropReason.THREAT_ADDRESS;
    }
    if (!site.shield().allowsHostname(event.hostname())) {
      return DropReason.BLOCKED_HOSTNAME;
    }
    if (site.shield().blocksPage(event.pathname())) {
      return DropReason.BLOCKED_PAGE;
    }
    if (site.shield().blocksAddress(event.address())) {
      return DropReason.BLOCKED_ADDRESS;
    }
    return site.shield().countries().contains(place.country()) ? DropReason.BLOCKED_COUNTRY : null;
  }

  void clear() {
    counts.clear();
  }
}
