package io.github.plausible4j.events;

/**
 * How a flush ended.
 *
 * @param isComplete whether everything that was tracked before it has its final result
 * @param remaining how many of those have none yet
 */
public record FlushResult(boolean isComplete, long remaining) {}
