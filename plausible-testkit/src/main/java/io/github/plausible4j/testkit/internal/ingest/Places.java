package io.github.plausible4j.testkit.internal.ingest;

import java.util.Map;

/**
 * Places by the first characters of an address; the longest match counts. For internal use only.
 */
public final class Places {
  private final Map<String, Place> byPrefix;

  public Places(Map<String, Place> byPrefix) {
    this.byPrefix = Map.copyOf(byPrefix);
  }

  Place of(String address) {
    if (byPrefix.isEmpty()) {
      return Place.UNKNOWN;
    }
    for (int length = address.length(); length > 0; length--) {
      Place place = byPrefix.get(address.substring(0, length));
      if (place != null) {
        return place;
      }
    }
    return Place.UNKNOWN;
  }
}
