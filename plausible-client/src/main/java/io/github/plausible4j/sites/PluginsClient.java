package io.github.plausible4j.sites;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugins API of one site: {@code /api/plugins/v1}. Every edition has it, and it is the only
 * HTTP way to goals, custom properties and shared links in Community Edition since 2.1.0. Its token
 * comes from the site's settings, or from {@code PlausibleAdmin.pluginTokens()}. Thread-safe.
 *
 * <p>Lists are loaded in pages of 100. The call loads the first page and throws its errors; the
 * others are loaded while the stream is read.
 *
 * <p>In addition to the documented exceptions, each call except {@link #capabilities()} throws
 * {@link IllegalArgumentException} for arguments that no server would accept, {@link
 * io.github.plausible4j.UnauthorizedException} for a wrong token, {@link
 * io.github.plausible4j.PaymentRequiredException} for a feature that the plan does not include,
 * {@link io.github.plausible4j.InvalidRequestException} (422) for a request that the server
 * rejects, {@link io.github.plausible4j.UnsupportedByServerException} for a route that its release
 * lacks, and other subclasses of {@link io.github.plausible4j.PlausibleException} for all other
 * failures.
 */
public interface PluginsClient {
  /**
   * The features that the token gives access to. A wrong token is not an error here: {@link
   * Capabilities#authorized} is then false.
   */
  Capabilities capabilities();

  /** The goals of the site, newest first. */
  Stream<Goal> goals();

  /**
   * Reads a goal.
   *
   * @throws io.github.plausible4j.NotFoundException if the site has no such goal
   */
  Goal goal(long id);

  /**
   * Returns the existing goal or creates it. Community Edition rejects revenue goals.
   *
   * @throws IllegalArgumentException if the goal has a display name, which this API cannot set
   */
  Goal createGoal(NewGoal goal);

  /**
   * Returns the existing goals or creates them. The server accepts eight at a time, so more are
   * sent in several requests. If one of them fails, the goals of the earlier ones remain.
   *
   * @throws IllegalArgumentException if the list is empty, or a goal has a display name
   */
  List<Goal> createGoals(List<NewGoal> goals);

  /** Deletes a goal. Does nothing if there is no such goal. */
  void deleteGoal(long id);

  /**
   * Deletes goals, each with a separate request. Goals that do not exist are skipped. If a request
   * fails, the goals of the earlier ones remain deleted.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  void deleteGoals(Collection<Long> ids);

  /**
   * Shows custom properties in the dashboard. Calling it again changes nothing.
   *
   * @param names at least one, each of at most 300 characters; a site has at most 300
   * @return the names of all properties that the dashboard shows now
   */
  List<String> addCustomProperties(Collection<String> names);

  /** Hides custom properties in the dashboard. Calling it again changes nothing. */
  void removeCustomProperties(Collection<String> names);

  /** The shared links of the site, newest first. */
  Stream<SharedLink> sharedLinks();

  /**
   * Reads a shared link.
   *
   * @throws io.github.plausible4j.NotFoundException if the site has no such link
   */
  SharedLink sharedLink(long id);

  /** Returns the shared link with this name, or creates one without a password. */
  SharedLink createSharedLink(String name);

  /**
   * Returns the shared link with this name, or creates one.
   *
   * @param password the password of a new link; an existing link keeps its own
   */
  SharedLink createSharedLink(String name, String password);

  /** The configuration of the site's script. Requires Plausible 3.1. */
  TrackerConfiguration trackerConfiguration();

  /**
   * Changes the configuration of the site's script.
   *
   * @throws IllegalArgumentException if the installation type is missing, which this API requires
   */
  TrackerConfiguration configureTracker(TrackerSettings settings);
}
