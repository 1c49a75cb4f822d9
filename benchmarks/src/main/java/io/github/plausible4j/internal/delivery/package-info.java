/** Benchmarks of package-private code of the delivery queue. */
@NullMarked
package io.github.plausible4j.internal.delivery;

import org.jspecify.annotations.NullMarked;
