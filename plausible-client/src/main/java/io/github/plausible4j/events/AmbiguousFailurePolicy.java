package io.github.plausible4j.events;

/**
 * What to do when a request failed after it may have arrived. Plausible has no idempotency key, so
 * one of two errors is possible.
 */
public enum AmbiguousFailurePolicy {
  /** Send the event again: none is lost, a few may count twice. The default. */
  RETRY,
  /** Give the event up, counted as failed: none counts twice, a few may be lost. */
  GIVE_UP
}
