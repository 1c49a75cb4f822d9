/** Parses the JSON of queries, and rejects what a real server rejects. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.parse;

import org.jspecify.annotations.NullMarked;
