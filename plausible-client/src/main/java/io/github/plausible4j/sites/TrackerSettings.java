package io.github.plausible4j.sites;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of the configuration of a site's script. Everything else stays unchanged. Immutable.
 *
 * @param installationType how the script is installed
 * @param options switches to turn on or off
 */
public record TrackerSettings(
    Optional<InstallationType> installationType, Map<TrackerOption, Boolean> options) {
  /** Copies the map. */
  public TrackerSettings {
    options = Map.copyOf(options);
  }

  /** Sets how the script is installed. */
  public static TrackerSettings of(InstallationType installationType) {
    return new TrackerSettings(Optional.of(installationType), Map.of());
  }

  /** Turns switches on. */
  public static TrackerSettings enabling(TrackerOption... options) {
    return new TrackerSettings(Optional.empty(), Map.of()).enable(options);
  }

  /** Turns further switches on. */
  public TrackerSettings enable(TrackerOption... switches) {
    return with(true, switches);
  }

  /** Turns switches off. */
  public TrackerSettings disable(TrackerOption... switches) {
    return with(false, switches);
  }

  private TrackerSettings with(boolean on, TrackerOption... switches) {
    Map<TrackerOption, Boolean> merged = new LinkedHashMap<>(options);
    for (TrackerOption option : switches) {
      merged.put(option, on);
    }
    return new TrackerSettings(installationType, merged);
  }

  /** Whether nothing is changed. */
  public boolean isEmpty() {
    return installationType.isEmpty() && options.isEmpty();
  }
}
