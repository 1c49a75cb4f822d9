package io.github.plausible4j.sites;

import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a site's script.
 *
 * @param id the script's name, for example {@code pa-0a1B2c3D4e5F6g7H8i9J0}
 * @param installationType how the script is installed; empty until it was chosen
 * @param options the switches that the server reported; the plugins API reports fewer
 */
public record TrackerConfiguration(
    String id, Optional<InstallationType> installationType, Map<TrackerOption, Boolean> options) {
  /** Copies the map. */
  public TrackerConfiguration {
    options = Map.copyOf(options);
  }

  /** Whether the switch is on; {@code false} if the server did not report it. */
  public boolean isEnabled(TrackerOption option) {
    return options.getOrDefault(option, false);
  }

  /** The path of the script, relative to the server's address. */
  public String scriptPath() {
    return "/js/" + id + ".js";
  }
}
