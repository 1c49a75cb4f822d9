/** The first version of the statistics API, with the same counting. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.legacy;

import org.jspecify.annotations.NullMarked;
