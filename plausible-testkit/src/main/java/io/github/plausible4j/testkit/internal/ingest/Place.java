package io.github.plausible4j.testkit.internal.ingest;

/**
 * Where an address is. For internal use only.
 *
 * @param country two letters, or empty
 * @param region ISO 3166-2, or empty
 * @param city GeoNames id, or 0
 */
public record Place(String country, String region, int city) {
  /** Nowhere known. */
  public static final Place UNKNOWN = new Place("", "", 0);
}
