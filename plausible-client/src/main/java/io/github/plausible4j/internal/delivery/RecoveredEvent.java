package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.Event;

/**
 * An event that an earlier process left.
 *
 * @param ageNanos how long ago it was taken, by the wall clock; never negative
 */
public record RecoveredEvent(Event event, long ageNanos) {}
