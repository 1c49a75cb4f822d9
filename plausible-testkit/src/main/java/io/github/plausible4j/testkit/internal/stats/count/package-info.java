/**
 * Counting: events and the visits made of them, filtered, grouped, measured. Not part of the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.count;

import org.jspecify.annotations.NullMarked;
