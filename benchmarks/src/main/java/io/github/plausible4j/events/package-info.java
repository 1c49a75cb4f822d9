/** Benchmarks of what the package of the same name keeps to itself. */
@NullMarked
package io.github.plausible4j.events;

import org.jspecify.annotations.NullMarked;
