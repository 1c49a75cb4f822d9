/** What a statistics query asks, and of which site. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.query;

import org.jspecify.annotations.NullMarked;
