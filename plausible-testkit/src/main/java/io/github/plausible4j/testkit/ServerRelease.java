package io.github.plausible4j.testkit;

/** The releases of Plausible that the test server can behave as. */
public enum ServerRelease {
  /** Community Edition 3.2, of 2026. */
  CE_3_2,
  /**
   * The self-hosted server of 2021, between 1.3 and 1.4: events are answered with empty bodies and
   * never counted as dropped, properties must be a string that holds JSON, sites are not checked,
   * the only statistics are the v1 endpoints, and there is neither a Plugins API nor {@code
   * /api/system}.
   */
  CE_2021
}
