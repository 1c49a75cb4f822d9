/** Version 1 of the statistics API: aggregate, timeseries, breakdown and realtime visitors. */
@NullMarked
package io.github.plausible4j.stats.legacy;

import org.jspecify.annotations.NullMarked;
