package io.github.plausible4j.events;

/**
 * The result of closing a queue.
 *
 * @param isComplete whether every taken event got its final result in time
 * @param undelivered the number of remaining events: kept in the spool and counted as pending, or
 *     without a spool, given up and counted as failed
 * @param stats the final counters; only events that the spool keeps are still pending
 */
public record CloseResult(boolean isComplete, long undelivered, DeliveryStats stats) {}
