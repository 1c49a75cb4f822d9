/** A statistics query and its site. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.query;

import org.jspecify.annotations.NullMarked;
