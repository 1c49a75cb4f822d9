/** An apply that changes nothing, ours and kubectl's in turn against one API server. */
@NullMarked
package io.github.plausible4j.benchmarks.applying;

import org.jspecify.annotations.NullMarked;
