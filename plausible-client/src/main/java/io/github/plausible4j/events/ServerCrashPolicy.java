package io.github.plausible4j.events;

/**
 * What to do with events that a server had accepted, and may have lost when it died before it wrote
 * them.
 */
public enum ServerCrashPolicy {
  /** Count them in {@link DeliveryStats#atRisk}. The default. */
  COUNT,
  /**
   * Count them and send them again: no event is lost, those that the server had written count
   * twice.
   */
  RESEND
}
