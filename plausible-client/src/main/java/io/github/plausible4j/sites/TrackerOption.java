package io.github.plausible4j.sites;

/**
 * A switch of a site's script. Names that are newer than this library pass.
 *
 * @param name the name on the wire
 */
public record TrackerOption(String name) {
  /** Pages that answered 404 are reported. */
  public static final TrackerOption TRACK_404_PAGES = new TrackerOption("track_404_pages");

  /** A change of the URL's fragment is a pageview. */
  public static final TrackerOption HASH_BASED_ROUTING = new TrackerOption("hash_based_routing");

  /** Clicks on links to other hosts are reported. */
  public static final TrackerOption OUTBOUND_LINKS = new TrackerOption("outbound_links");

  /** Downloads are reported. */
  public static final TrackerOption FILE_DOWNLOADS = new TrackerOption("file_downloads");

  /** Revenue may be sent. */
  public static final TrackerOption REVENUE_TRACKING = new TrackerOption("revenue_tracking");

  /** Clicks on elements with CSS classes of Plausible's are reported. */
  public static final TrackerOption TAGGED_EVENTS = new TrackerOption("tagged_events");

  /** Submitted forms are reported. */
  public static final TrackerOption FORM_SUBMISSIONS = new TrackerOption("form_submissions");

  /** Pageviews carry custom properties. */
  public static final TrackerOption PAGEVIEW_PROPS = new TrackerOption("pageview_props");

  @Override
  public String toString() {
    return name;
  }
}
