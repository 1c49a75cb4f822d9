package io.github.plausible4j.testkit;

/** The releases of Plausible that the test server can simulate. */
public enum ServerRelease {
  /**
   * Community Edition 3.2 of 2026, including its defects. Two of them are easily mistaken for data:
   * a filter by {@code event:name} finds nothing with any operator except {@code is}, and an event
   * that is not interactive still ends a bounce.
   */
  CE_3_2,
  /**
   * The hosted service, as known in February 2026. In addition to 3.2 it has the Sites API,
   * revenue, the range {@code 24h} and channels for AI assistants. Events that are not interactive
   * do not end a bounce, and rate limits apply to accounts instead of keys.
   */
  HOSTED,
  /**
   * The self-hosted server of 2021, between 1.3 and 1.4. Events are answered with an empty body and
   * never reported as dropped, properties must be a string that contains JSON, and sites are not
   * checked. The only statistics are the v1 endpoints. There is no Plugins API and no {@code
   * /api/system}.
   */
  CE_2021
}
