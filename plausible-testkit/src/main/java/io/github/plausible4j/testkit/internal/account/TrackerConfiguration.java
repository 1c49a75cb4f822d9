package io.github.plausible4j.testkit.internal.account;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a site's tracking script. For internal use only.
 *
 * @param installationType {@code manual}, {@code wordpress}, {@code gtm}, {@code npm} or null
 * @param switches the optional measurements by their names on the wire
 */
public record TrackerConfiguration(
    String id, @Nullable String installationType, Map<String, Boolean> switches) {
  public TrackerConfiguration {
    switches = Map.copyOf(switches);
  }

  /** Whether the optional measurement is on. */
  public boolean isOn(String name) {
    return switches.getOrDefault(name, false);
  }

  /** A copy of this configuration without an installation type. */
  public TrackerConfiguration notInstalled() {
    return new TrackerConfiguration(id, null, switches);
  }

  /** A copy of this configuration with the requested changes. */
  public TrackerConfiguration with(@Nullable String type, Map<String, Boolean> changed) {
    Map<String, Boolean> all = new TreeMap<>(switches);
    all.putAll(changed);
    return new TrackerConfiguration(id, type == null ? installationType : type, all);
  }
}
