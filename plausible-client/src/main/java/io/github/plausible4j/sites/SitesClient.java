package io.github.plausible4j.sites;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The sites API: {@code /api/v1/sites}. Hosted Plausible and self-hosted releases before 2.1.0 have
 * it. Later releases of Community Edition do not have it, and every call throws {@link
 * io.github.plausible4j.UnsupportedByServerException}. Thread-safe.
 *
 * <p>A site is identified by its domain as the dashboard shows it, including a path ({@code
 * example.com/blog}). Reading works with every API key; changes need a key with the scope {@code
 * sites:provision:*}. Lists are loaded in pages of 100. The call loads the first page and throws
 * its errors; the others are loaded while the stream is read. The newest entry comes first.
 *
 * <p>In addition to the documented exceptions, each call throws {@link IllegalArgumentException}
 * for arguments that no server would accept, {@link io.github.plausible4j.UnauthorizedException}
 * for a missing or wrong key or a key without that scope, {@link
 * io.github.plausible4j.NotFoundException} for a site that does not exist or that the key has no
 * access to, {@link io.github.plausible4j.PaymentRequiredException} for a feature that the plan
 * does not include, {@link io.github.plausible4j.RateLimitedException} (600 requests an hour on the
 * hosted service), and other subclasses of {@link io.github.plausible4j.PlausibleException} for all
 * other failures.
 */
public interface SitesClient {
  /** All sites of the owner of the key. */
  Stream<SiteSummary> list();

  /** The sites of one team. */
  Stream<SiteSummary> list(UUID team);

  /** The teams that the owner of the key belongs to. */
  Stream<Team> listTeams();

  /**
   * Creates a site.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the domain is taken, the zone is
   *     unknown, or a team is required
   * @throws io.github.plausible4j.PaymentRequiredException if the plan does not allow more sites
   * @throws io.github.plausible4j.ApiException with status 403 if the key may not add sites to the
   *     team
   */
  Site create(NewSite site);

  /** Reads a site. */
  Site get(String site);

  /**
   * Changes the domain of a site. For 72 hours, the former domain works too, for events and in this
   * API.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the domain is taken or unchanged
   */
  Site changeDomain(String site, String newDomain);

  /** Changes the configuration of the site's script. */
  Site configureTracker(String site, TrackerSettings settings);

  /** Deletes a site with all its statistics. Only its owner can do that. */
  void delete(String site);

  /**
   * Returns the shared link with this name, or creates one without a password.
   *
   * @throws io.github.plausible4j.InvalidRequestException if the name is reserved
   */
  SharedLink createSharedLink(String site, String name);

  /** The goals of a site. */
  Stream<Goal> goals(String site);

  /**
   * Returns the existing goal or creates it. A site can have at most 1,000 goals.
   *
   * @throws io.github.plausible4j.InvalidRequestException if it conflicts with another goal, for
   *     example in its display name or currency
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
   * Shows a custom property in the dashboard. Calling it again changes nothing.
   *
   * @param property its name, at most 300 characters; a site has at most 300
   */
  void addCustomProperty(String site, String property);

  /** Hides a custom property in the dashboard. Calling it again changes nothing. */
  void removeCustomProperty(String site, String property);

  /** The guests of a site, invited or accepted. */
  Stream<Guest> guests(String site);

  /**
   * Returns the existing guest with this address, whose role does not change, or sends an
   * invitation by mail. Only owners and admins can do that.
   */
  Guest inviteGuest(String site, String email, GuestRole role);

  /** Removes a guest's access. Does nothing if there is no such guest. */
  void removeGuest(String site, String email);
}
