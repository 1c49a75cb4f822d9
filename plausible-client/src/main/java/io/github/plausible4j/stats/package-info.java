/**
 * Statistics: what can be asked ({@link io.github.plausible4j.stats.StatsQuery}), who asks ({@link
 * io.github.plausible4j.stats.StatsClient}) and what is answered ({@link
 * io.github.plausible4j.stats.StatsResult}). All values are immutable and thread-safe; nothing
 * takes or returns null unless it says so.
 */
@NullMarked
package io.github.plausible4j.stats;

import org.jspecify.annotations.NullMarked;
