/** Delivered events on loopback, ours and others in turn against one server in another process. */
@NullMarked
package io.github.plausible4j.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
