package io.github.plausible4j.sites;

/**
 * A switch of a site's script. Names that are newer than this library are accepted.
 *
 * @param name the name in the API
 */
public record TrackerOption(String name) {
  /** Reports pages that were answered with 404. */
  public static final TrackerOption TRACK_404_PAGES = new TrackerOption("track_404_pages");

  /** Counts a change of the URL's fragment as a pageview. */
  public static final TrackerOption HASH_BASED_ROUTING = new TrackerOption("hash_based_routing");

  /** Reports clicks on links to other hosts. */
  public static final TrackerOption OUTBOUND_LINKS = new TrackerOption("outbound_links");

  /** Reports downloads. */
  public static final TrackerOption FILE_DOWNLOADS = new TrackerOption("file_downloads");

  /** Allows revenue. */
  public static final TrackerOption REVENUE_TRACKING = new TrackerOption("revenue_tracking");

  /** Reports clicks on elements with Plausible's CSS classes. */
  public static final TrackerOption TAGGED_EVENTS = new TrackerOption("tagged_events");

  /** Reports submitted forms. */
  public static final TrackerOption FORM_SUBMISSIONS = new TrackerOption("form_submissions");

  /** Sends custom properties with pageviews. */
  public static final TrackerOption PAGEVIEW_PROPS = new TrackerOption("pageview_props");

  @Override
  public String toString() {
    return name;
  }
}
