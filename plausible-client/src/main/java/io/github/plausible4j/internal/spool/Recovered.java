package io.github.plausible4j.internal.spool;

import java.util.OptionalLong;

/**
 * A payload that an earlier process left. For internal use only.
 *
 * @param ageNanos how long ago it was taken, by the wall clock; never negative
 * @param acceptedNanos how long ago the server accepted it; empty if it did not
 */
public record Recovered<T>(T payload, long ageNanos, OptionalLong acceptedNanos) {}
