package io.github.plausible4j.events;

/**
 * What to do when a request failed after it may have arrived. Plausible knows no idempotency key,
 * so one of two errors is possible, and this chooses which.
 */
public enum AmbiguousFailurePolicy {
  /** Send it again: no event is lost, a few may count twice. The default. */
  RETRY,
  /** Give it up, counted as failed: no event counts twice, a few may be lost. */
  GIVE_UP
}
