package io.github.plausible4j.testkit.internal.store;

/**
 * The source, place and device of a visit. Unknown attributes are empty, or 0. For internal use
 * only.
 *
 * @param referrer host and path, without scheme
 * @param source for example {@code Google}
 * @param channel for example {@code Organic Search}
 * @param country two letters
 * @param region ISO 3166-2, for example {@code GB-ENG}
 * @param city GeoNames id
 * @param device {@code Mobile}, {@code Tablet}, {@code Laptop}, {@code Desktop} …
 */
public record VisitAttributes(
    String referrer,
    String source,
    String channel,
    String utmMedium,
    String utmSource,
    String utmCampaign,
    String utmContent,
    String utmTerm,
    String country,
    String region,
    int city,
    String device,
    String browser,
    String browserVersion,
    String os,
    String osVersion) {
  /** Attributes that are all unknown. */
  public static final VisitAttributes UNKNOWN =
      new VisitAttributes("", "", "", "", "", "", "", "", "", "", 0, "", "", "", "", "");
}
