/** Requests and responses, independent of the HTTP server. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
