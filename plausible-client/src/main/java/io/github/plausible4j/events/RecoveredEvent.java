package io.github.plausible4j.events;

/**
 * An event that an earlier process left.
 *
 * @param ageNanos how long ago it was taken, by the wall clock; never negative
 */
record RecoveredEvent(Event event, long ageNanos) {}
