/** Counting: filters, groups and metrics of events and visits. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.count;

import org.jspecify.annotations.NullMarked;
