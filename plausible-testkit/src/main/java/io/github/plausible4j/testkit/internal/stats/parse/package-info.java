/**
 * From the JSON of a query to the question, with the refusals of a real server. Not part of the
 * API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.stats.parse;

import org.jspecify.annotations.NullMarked;
