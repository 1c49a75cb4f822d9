package io.github.plausible4j.testkit;

/** The releases of Plausible that the test server can behave as. */
public enum ServerRelease {
  /**
   * Community Edition 3.2, of 2026: as it counts, with its failures. Two of them are easily
   * mistaken for data: a filter by {@code event:name} finds nothing with any operator but {@code
   * is}, and an event that is not interactive ends a bounce all the same.
   */
  CE_3_2,
  /**
   * The hosted service, as far as what came after 3.2 is known in February 2026: the Sites API,
   * revenue, the range {@code 24h}, channels for AI assistants, bounces that quiet events do not
   * end, limits for each account instead of each key.
   */
  HOSTED,
  /**
   * The self-hosted server of 2021, between 1.3 and 1.4: events are answered with empty bodies and
   * never counted as dropped, properties must be a string that holds JSON, sites are not checked,
   * the only statistics are the v1 endpoints, and there is neither a Plugins API nor {@code
   * /api/system}.
   */
  CE_2021
}
