package io.github.plausible4j.admin.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A goal of a site.
 *
 * @param displayName what the dashboard shows
 * @param target the name of the event, or the path of the page beginning with a slash
 * @param scrollThreshold how much of the page must be seen, in percent; empty for any visit
 * @param properties custom properties that an event must have, with their values
 * @param currency the ISO 4217 code of the currency of revenue, in editions that count revenue
 */
public record GoalInfo(
    long id,
    String displayName,
    String target,
    boolean isPage,
    OptionalInt scrollThreshold,
    Map<String, String> properties,
    Optional<String> currency) {
  public GoalInfo {
    properties = Map.copyOf(properties);
  }
}
