package io.github.plausible4j.sites;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A link that shows the dashboard to everybody who has it.
 *
 * @param name its name on the settings page
 * @param url the link. It is a key to the statistics, so {@link #toString()} leaves out its query
 * @param id the id of the link on the server; only {@link PluginsClient} reports it
 * @param passwordProtected whether it requires a password; only {@link PluginsClient} reports it
 */
public record SharedLink(
    String name, String url, OptionalLong id, Optional<Boolean> passwordProtected) {
  /** The name, the address without its key, and the other known parts. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return "SharedLink[name="
        + name
        + ", url="
        + (query < 0 ? url : url.substring(0, query) + "?…")
        + ", id="
        + (id.isPresent() ? id.getAsLong() : "unknown")
        + ", passwordProtected="
        + passwordProtected.map(String::valueOf).orElse("unknown")
        + "]";
  }
}
