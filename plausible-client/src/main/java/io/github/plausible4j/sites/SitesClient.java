package io.github.plausible4j.sites;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The sites API: {@code /api/v1/sites}. Hosted Plausible has it, and so have self-hosted releases
 * before 2.1.0; Community Edition since then has not, and every call throws {@link
 * io.github.plausible4j.UnsupportedByServerException}. Thread-safe.
 *
 * <p>A site is named by its domain as the dashboard shows it; a domain with a path ({@code
 * example.com/blog}) is one name. Reading works with every API key; what changes something needs a
 * key with the scope {@code sites:provision:*}. Lists are loaded in pages of 100: the first by the
 * call, which therefore throws what is wrong, the others while the stream is read. They are ordered
 * from the newest entry to the oldest.
 *
 * <p>Besides the exceptions that are named, each call throws {@link IllegalArgumentException} for
 * what no server would take, {@link io.github.plausible4j.UnauthorizedException} for a missing or
 * wrong key or one without that scope, {@link io.github.plausible4j.NotFoundException} for a site
 * that does not exist or is not the key's, {@link io.github.plausible4j.PaymentRequiredException}
 * for what the plan does not include, {@link io.github.plausible4j.RateLimitedException} (600
 * requests an hour on the hosted service), and another {@link
 * io.github.plausible4j.PlausibleException} for the rest.
 */
public interface SitesClient {
  /** All sites of the owner of the key. */
  Stream<SiteSummary> list();

  /** The sites of one team. */
  Stream<SiteSummary> list(UUID team);

  /** The teams that the owner of the key belongs to. */
  Stream<Team> listTeams();

  /**
   * Makes a site.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the domain is taken, the zone unknown,
   *     or a team must be named
   * @throws io.github.plausible4j.PaymentRequiredException if the plan has no more sites
   * @throws io.github.plausible4j.ApiException with status 403 if the team is not one to add to
   */
  Site create(NewSite site);

  /** Reads a site. */
  Site get(String site);

  /**
   * Gives a site another domain. For 72 hours the former one works too, for events and here.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the domain is taken or the same
   */
  Site changeDomain(String site, String newDomain);

  /** Changes how the site's script is built. */
  Site configureTracker(String site, TrackerSettings settings);

  /** Deletes a site with all its statistics. Only its owner may. */
  void delete(String site);

  /**
   * Finds the shared link of that name or makes one, without a password.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the name is reserved
   */
  SharedLink createSharedLink(String site, String name);

  /** The goals of a site. */
  Stream<Goal> goals(String site);

  /**
   * Finds the same goal or makes it. A site has at most 1,000.
   *
   * @throws io.github.plausible4j.InvalidRequestException if it clashes with another goal, for
   *     example by its display name or currency
   */
  Goal createGoal(String site, NewGoal goal);

  /**
   * Deletes a goal.
   *
   * @throws io.github.plausible4j.NotFoundException if the site has no such goal
   */
  void deleteGoal(String site, long goalId);

  /** The names of the custom properties that the dashboard shows, sorted. */
  List<String> customProperties(String site);

  /**
   * Lets the dashboard show a custom property; calling it again changes nothing.
   *
   * @param property its name, at most 300 characters; a site has at most 300
   */
  void addCustomProperty(String site, String property);

  /** Hides a custom property from the dashboard; calling it again changes nothing. */
  void removeCustomProperty(String site, String property);

  /** The guests of a site, invited or accepted. */
  Stream<Guest> guests(String site);

  /**
   * Finds the guest of that address, whose role then stays as it is, or sends an invitation by
   * mail. Only owners and admins may.
   */
  Guest inviteGuest(String site, String email, GuestRole role);

  /** Takes access from a guest; without such a guest nothing happens. */
  void removeGuest(String site, String email);
}
