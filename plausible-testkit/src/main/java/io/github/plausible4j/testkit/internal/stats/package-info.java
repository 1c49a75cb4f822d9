/** The statistics API over stored events. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats;

import org.jspecify.annotations.NullMarked;
