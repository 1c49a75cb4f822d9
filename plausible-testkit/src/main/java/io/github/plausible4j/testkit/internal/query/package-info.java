/**
 * The statistics API as seen from outside: who may ask for which site, and how often. Not part of
 * the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.query;

import org.jspecify.annotations.NullMarked;
