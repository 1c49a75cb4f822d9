package io.github.plausible4j.events;

/**
 * How a close ended.
 *
 * @param isComplete whether everything that was taken had its final result in time
 * @param undelivered how many events were left and given up; they are counted as failed
 * @param stats the final books; nothing is pending any more
 */
public record CloseResult(boolean isComplete, long undelivered, DeliveryStats stats) {}
