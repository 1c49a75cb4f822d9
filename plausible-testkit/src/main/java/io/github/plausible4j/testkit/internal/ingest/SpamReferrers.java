package io.github.plausible4j.testkit.internal.ingest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hosts known for referrer spam. The real server has Matomo's list of about two thousand hosts;
 * these are some of them, and a test can add its own.
 */
final class SpamReferrers {
  private static final Set<String> KNOWN =
      Set.of(
          "semalt.com",
          "buttons-for-website.com",
          "buttons-for-your-website.com",
          "darodar.com",
          "forum.topic1234567.darodar.com",
          "best-seo-offer.com",
          "best-seo-solution.com",
          "free-share-buttons.com",
          "get-free-traffic-now.com",
          "ilovevitaly.com",
          "makemoneyonline.com",
          "success-seo.com",
          "traffic2money.com",
          "trafficmonetize.org",
          "videos-for-your-business.com",
          "webmonetizer.net",
          "4webmasters.org",
          "7makemoneyonline.com",
          "0n-line.tv",
          "100dollars-seo.com",
          "1-99seo.com",
          "adcash.com",
          "bestwebsitesawards.com",
          "blackhatworth.com",
          "econom.co",
          "event-tracking.com",
          "floating-share-buttons.com",
          "guardlink.org",
          "hulfingtonpost.com",
          "kambasoft.com",
          "o-o-6-o-o.com",
          "priceg.com",
          "ranksonic.info",
          "savetubevideo.com",
          "sharebutton.net",
          "simple-share-buttons.com",
          "social-buttons.com",
          "socialseet.ru",
          "vodkoved.ru");

  private final Set<String> further;

  SpamReferrers(Set<String> further) {
    this.further = Set.copyOf(further);
  }

  boolean isSpam(@Nullable String referrer) {
    String host = referrer == null ? null : UrlParts.parse(referrer).plainHost();
    return host != null && (KNOWN.contains(host) || further.contains(host));
  }
}
