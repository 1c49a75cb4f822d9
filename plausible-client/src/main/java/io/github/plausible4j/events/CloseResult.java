package io.github.plausible4j.events;

/**
 * The result of closing a queue.
 *
 * @param isComplete whether every event that was taken had its final result in time
 * @param undelivered how many events were left: kept in the spool and counted as pending, or
 *     without a spool given up and counted as failed
 * @param stats the final counters; only what the spool keeps is still pending
 */
public record CloseResult(boolean isComplete, long undelivered, DeliveryStats stats) {}
