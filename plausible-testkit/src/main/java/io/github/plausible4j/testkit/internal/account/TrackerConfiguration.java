package io.github.plausible4j.testkit.internal.account;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the tracking script of a site is set up. For internal use only.
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

  /** This configuration before anybody said how the script is installed. */
  public TrackerConfiguration notInstalled() {
    return new TrackerConfiguration(id, null, switches);
  }

  /** This configuration with what was asked for changed. */
  public TrackerConfiguration with(@Nullable String type, Map<String, Boolean> changed) {
    Map<String, Boolean> all = new TreeMap<>(switches);
    all.putAll(changed);
    return new TrackerConfiguration(id, type == null ? installationType : type, all);
  }
}
