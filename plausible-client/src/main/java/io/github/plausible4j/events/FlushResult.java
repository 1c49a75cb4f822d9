package io.github.plausible4j.events;

/**
 * How a flush ended.
 *
 * @param isComplete whether everything that was tracked before it has its final result
 * @param remaining how many of those have no final result yet
 */
public record FlushResult(boolean isComplete, long remaining) {}
