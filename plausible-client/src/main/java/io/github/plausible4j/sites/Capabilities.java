package io.github.plausible4j.sites;

import java.util.Map;
import java.util.Optional;

/**
 * The features that a plugin token gives access to.
 *
 * @param authorized whether the server knows the token
 * @param domain the site that the token belongs to
 * @param features the features that the site may use, including those that are newer than this
 *     library
 */
public record Capabilities(
    boolean authorized, Optional<String> domain, Map<Feature, Boolean> features) {
  /** Copies the map. */
  public Capabilities {
    features = Map.copyOf(features);
  }

  /** Whether the site may use the feature; {@code false} if the server did not report it. */
  public boolean has(Feature feature) {
    return features.getOrDefault(feature, false);
  }

  /**
   * A feature that an edition or a plan may lack.
   *
   * @param name the name in the API
   */
  public record Feature(String name) {
    /** Goals. */
    public static final Feature GOALS = new Feature("Goals");

    /** Goals that sum revenue. */
    public static final Feature REVENUE_GOALS = new Feature("RevenueGoals");

    /** Custom properties. */
    public static final Feature CUSTOM_PROPERTIES = new Feature("Props");

    /** Shared links. */
    public static final Feature SHARED_LINKS = new Feature("SharedLinks");

    /** Funnels. */
    public static final Feature FUNNELS = new Feature("Funnels");

    /** Segments that all users of the site see. */
    public static final Feature SITE_SEGMENTS = new Feature("SiteSegments");

    /** The statistics API. */
    public static final Feature STATS_API = new Feature("StatsAPI");

    /** The sites API. */
    public static final Feature SITES_API = new Feature("SitesAPI");

    /** Single sign-on. */
    public static final Feature SSO = new Feature("SSO");

    /** A view of all sites of a team. */
    public static final Feature CONSOLIDATED_VIEW = new Feature("ConsolidatedView");

    @Override
    public String toString() {
      return name;
    }
  }
}
