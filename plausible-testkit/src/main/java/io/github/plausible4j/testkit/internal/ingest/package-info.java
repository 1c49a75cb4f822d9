/**
 * What becomes of a posted event: reading, validation, drop rules, visitor and visit. Not part of
 * the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.ingest;

import org.jspecify.annotations.NullMarked;
