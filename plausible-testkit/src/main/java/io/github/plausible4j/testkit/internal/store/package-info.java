/**
 * The data of the test server: events as a real server stores them, and imports. Not part of the
 * API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.store;

import org.jspecify.annotations.NullMarked;
