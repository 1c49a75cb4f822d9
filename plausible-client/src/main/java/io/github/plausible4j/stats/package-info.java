/**
 * Statistics: the client ({@link io.github.plausible4j.stats.StatsClient}), its queries ({@link
 * io.github.plausible4j.stats.StatsQuery}) and results ({@link
 * io.github.plausible4j.stats.StatsResult}). All values are immutable and thread-safe. Parameters
 * and return values are never null unless their type says so.
 */
@NullMarked
package io.github.plausible4j.stats;

import org.jspecify.annotations.NullMarked;
