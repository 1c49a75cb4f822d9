package io.github.plausible4j.sites;

import io.github.plausible4j.internal.Transport;
import io.github.plausible4j.internal.sites.HttpPluginsClient;
import io.github.plausible4j.internal.sites.HttpSitesClient;
import org.jspecify.annotations.Nullable;

/**
 * How the entry point makes the clients of this package. For internal use only: its parameters are
 * not exported, so nothing outside of this module can call it.
 */
public final class SitesWiring {
  private SitesWiring() {}

  /** The sites API; without a key every answer of a server that has it is 401. */
  public static SitesClient sites(Transport transport, @Nullable String apiKey) {
    return new HttpSitesClient(transport, apiKey);
  }

  /** The plugins API of the site that the token belongs to. */
  public static PluginsClient plugins(Transport transport, String token) {
    return new HttpPluginsClient(transport, token);
  }
}
