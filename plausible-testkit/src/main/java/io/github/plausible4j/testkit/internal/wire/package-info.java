/**
 * A request, its answer and what both are made of, without the server that carries them. Not part
 * of the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
