package io.github.plausible4j.events;

/**
 * Whether to repeat a request that failed after the server may have received it. Plausible has no
 * idempotency key, so an event can be counted twice or be lost.
 */
public enum AmbiguousFailurePolicy {
  /** Send the event again: no event is lost, a few may count twice. The default. */
  RETRY,
  /** Give the event up and count it as failed: no event counts twice, a few may be lost. */
  GIVE_UP
}
