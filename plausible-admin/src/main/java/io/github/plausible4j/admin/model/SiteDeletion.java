package io.github.plausible4j.admin.model;

import java.util.List;

/**
 * What was deleted with a site, counted before the deletion.
 *
 * @param trafficEnded whether its traffic was ended before
 */
public record SiteDeletion(
    ChangeOutcome outcome, long goals, long sharedLinks, long pluginTokens, boolean trafficEnded)
    implements AdminResult {
  public static SiteDeletion notFound() {
    return new SiteDeletion(ChangeOutcome.NOT_FOUND, 0, 0, 0, false);
  }

  public SiteDeletion withEndedTraffic() {
    return new SiteDeletion(outcome, goals, sharedLinks, pluginTokens, true);
  }

  @Override
  public List<String> changes() {
    return outcome == ChangeOutcome.CHANGED
        ? List.of(
            "site deleted with "
                + goals
                + " goals, "
                + sharedLinks
                + " shared links, "
                + pluginTokens
                + " plugin tokens; its statistics in ClickHouse stay",
            trafficEnded
                ? "the server already drops its events and says so in a header"
                : "for up to 15 minutes the server answers its events with 202, but drops them")
        : List.of();
  }
}
