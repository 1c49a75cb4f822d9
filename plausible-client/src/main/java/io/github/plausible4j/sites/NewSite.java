package io.github.plausible4j.sites;

import io.github.plausible4j.internal.DomainRule;
import io.github.plausible4j.internal.ProblemCollector;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * A site to be made. Immutable: each {@code with…} gives another value.
 *
 * @param domain the domain, which may have a path ({@code example.com/blog}); the server writes it
 *     in lower case and without {@code www.}
 * @param timezone the zone that days are counted in; default {@code Etc/UTC}. The API cannot change
 *     it later
 * @param team the team that shall own it; needed only by members of several teams
 * @param tracker how the site's script shall be built
 */
public record NewSite(
    String domain, ZoneId timezone, Optional<UUID> team, Optional<TrackerSettings> tracker) {
  private static final ZoneId UTC = ZoneId.of("Etc/UTC");

  /**
   * Checks the domain and the zone.
   *
   * @throws IllegalArgumentException if no server would take them; the message names all problems
   */
  public NewSite {
    ProblemCollector problems = new ProblemCollector();
    DomainRule.check(problems, "domain", domain);
    if (timezone instanceof ZoneOffset) {
      problems.add("timezone", timezone, "is an offset", "name a zone such as Europe/Berlin");
    }
    problems.throwIfAny("NewSite");
  }

  /** A site that counts days in UTC. */
  public static NewSite of(String domain) {
    return new NewSite(domain, UTC, Optional.empty(), Optional.empty());
  }

  /** With another zone. */
  public NewSite withTimezone(ZoneId other) {
    return new NewSite(domain, other, team, tracker);
  }

  /** With a team that shall own it. */
  public NewSite withTeam(UUID owner) {
    return new NewSite(domain, timezone, Optional.of(owner), tracker);
  }

  /** With settings of its script. */
  public NewSite withTracker(TrackerSettings settings) {
    return new NewSite(domain, timezone, team, Optional.of(settings));
  }
}
