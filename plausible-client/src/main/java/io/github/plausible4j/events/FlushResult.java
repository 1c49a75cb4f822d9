package io.github.plausible4j.events;

/**
 * The result of flushing a queue.
 *
 * @param isComplete whether every event that was tracked before the flush has its final result
 * @param remaining how many of these events have no final result yet
 */
public record FlushResult(boolean isComplete, long remaining) {}
