package io.github.plausible4j.k8s.customization;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Keeps labels and annotations sorted, so that the same stack renders to the same bytes. */
final class MetadataMaps {
  private MetadataMaps() {}

  static Map<String, String> copy(Map<String, String> entries) {
    return Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  static Map<String, String> with(Map<String, String> entries, String key, String value) {
    Map<String, String> more = new TreeMap<>(entries);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return more;
  }
}
