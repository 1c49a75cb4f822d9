package io.github.plausible4j.testkit.internal.ingest;

/**
 * The place of an address. For internal use only.
 *
 * @param country two letters, or empty
 * @param region ISO 3166-2, or empty
 * @param city GeoNames id, or 0
 */
public record Place(String country, String region, int city) {
  /** An unknown place. */
  public static final Place UNKNOWN = new Place("", "", 0);
}
