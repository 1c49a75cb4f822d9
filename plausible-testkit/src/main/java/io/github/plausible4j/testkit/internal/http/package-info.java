/** The HTTP server on loopback, and the faults that it can inject. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
