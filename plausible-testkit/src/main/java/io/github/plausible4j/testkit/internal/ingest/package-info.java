/**
 * The processing of posted events: parsing, validation, drop rules, visitor and visit. Not part of
 * the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.ingest;

import org.jspecify.annotations.NullMarked;
