package io.github.plausible4j.events;

/**
 * What to do with accepted events that a server may have lost because it crashed before it wrote
 * them.
 */
public enum ServerCrashPolicy {
  /** Count them in {@link DeliveryStats#atRisk}. The default. */
  COUNT,
  /**
   * Count them and send them again: no event is lost, but events that the server had written count
   * twice.
   */
  RESEND
}
