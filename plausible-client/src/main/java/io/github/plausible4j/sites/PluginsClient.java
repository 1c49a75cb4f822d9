package io.github.plausible4j.sites;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugins API of one site: {@code /api/plugins/v1}. Every edition has it, and it is the only
 * HTTP way to goals, custom properties and shared links in Community Edition since 2.1.0. Its token
 * comes from the site's settings, or from {@code PlausibleAdmin.pluginTokens()}. Thread-safe.
 *
 * <p>Lists are loaded in pages of 100: the first by the call, which therefore throws what is wrong,
 * the others while the stream is read.
 *
 * <p>Besides the exceptions that are named, each call but {@link #capabilities()} throws {@link
 * IllegalArgumentException} for what no server would take, {@link
 * io.github.plausible4j.UnauthorizedException} for a wrong token, {@link
 * io.github.plausible4j.PaymentRequiredException} for what the plan does not include, {@link
 * io.github.plausible4j.InvalidRequestException} (422) for what the server refuses, {@link
 * io.github.plausible4j.UnsupportedByServerException} for a route that its release lacks, and
 * another {@link io.github.plausible4j.PlausibleException} for the rest.
 */
public interface PluginsClient {
  /** What the token opens. A wrong token is no error here: nothing is authorized then. */
  Capabilities capabilities();

  /** The goals of the site, from the newest to the oldest. */
  Stream<Goal> goals();

  /**
   * Reads a goal.
   *
   * @throws io.github.plausible4j.NotFoundException if the site has no such goal
   */
  Goal goal(long id);

  /**
   * Finds the same goal or makes it. Community Edition refuses revenue goals.
   *
   * @throws IllegalArgumentException if the goal has a display name, which this API cannot set
   */
  Goal createGoal(NewGoal goal);

  /**
   * Finds the same goals or makes them. The server takes eight at a time, so more are sent in
   * several requests; what was made before one of them failed stays.
   *
   * @throws IllegalArgumentException if there is none, or one has a display name
   */
  List<Goal> createGoals(List<NewGoal> goals);

  /** Deletes a goal; without such a goal nothing happens. */
  void deleteGoal(long id);

  /**
   * Deletes goals, each with a request of its own. Those that do not exist are passed over; what
   * was deleted before a request failed stays deleted.
   *
   * @throws IllegalArgumentException if there is no id
   */
  void deleteGoals(Collection<Long> ids);

  /**
   * Lets the dashboard show custom properties; calling it again changes nothing.
   *
   * @param names at least one, each of at most 300 characters; a site has at most 300
   * @return the names of all that the site shows now
   */
  List<String> addCustomProperties(Collection<String> names);

  /** Hides custom properties from the dashboard; calling it again changes nothing. */
  void removeCustomProperties(Collection<String> names);

  /** The shared links of the site, from the newest to the oldest. */
  Stream<SharedLink> sharedLinks();

  /**
   * Reads a shared link.
   *
   * @throws io.github.plausible4j.NotFoundException if the site has no such link
   */
  SharedLink sharedLink(long id);

  /** Finds the shared link of that name or makes one without a password. */
  SharedLink createSharedLink(String name);

  /**
   * Finds the shared link of that name or makes one.
   *
   * @param password what the link shall ask for; a link that exists keeps its own
   */
  SharedLink createSharedLink(String name, String password);

  /** How the site's script is built. Servers before 3.1 do not tell. */
  TrackerConfiguration trackerConfiguration();

  /**
   * Changes how the site's script is built.
   *
   * @throws IllegalArgumentException if the installation type is not named: this API asks for it
   */
  TrackerConfiguration configureTracker(TrackerSettings settings);
}
