package io.github.plausible4j.sites;

import io.github.plausible4j.internal.DomainRule;
import io.github.plausible4j.internal.ProblemCollector;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * A site to create. Immutable: each {@code with…} method returns a new value.
 *
 * @param domain the domain, which may have a path ({@code example.com/blog}); the server writes it
 *     in lower case and without {@code www.}
 * @param timezone the time zone of its days; default {@code Etc/UTC}. The API cannot change it
 *     later
 * @param team the team that will own it; required only for members of several teams
 * @param tracker the configuration of the site's script
 */
public record NewSite(
    String domain, ZoneId timezone, Optional<UUID> team, Optional<TrackerSettings> tracker) {
  private static final ZoneId UTC = ZoneId.of("Etc/UTC");

  /**
   * Checks the domain and the zone.
   *
   * @throws IllegalArgumentException if no server would accept them; the message names all problems
   */
  public NewSite {
    ProblemCollector problems = new ProblemCollector();
    DomainRule.check(problems, "domain", domain);
    if (timezone instanceof ZoneOffset) {
      problems.add("timezone", timezone, "is an offset", "use a zone such as Europe/Berlin");
    }
    problems.throwIfAny("NewSite");
  }

  /** A site whose time zone is UTC. */
  public static NewSite of(String domain) {
    return new NewSite(domain, UTC, Optional.empty(), Optional.empty());
  }

  /** Sets the time zone. */
  public NewSite withTimezone(ZoneId other) {
    return new NewSite(domain, other, team, tracker);
  }

  /** Sets the team that will own it. */
  public NewSite withTeam(UUID owner) {
    return new NewSite(domain, timezone, Optional.of(owner), tracker);
  }

  /** Sets the configuration of its script. */
  public NewSite withTracker(TrackerSettings settings) {
    return new NewSite(domain, timezone, team, Optional.of(settings));
  }
}
