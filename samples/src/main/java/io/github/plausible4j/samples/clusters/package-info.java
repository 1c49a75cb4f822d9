/** Stacks for common clusters, to copy and to change. */
@NullMarked
package io.github.plausible4j.samples.clusters;

import org.jspecify.annotations.NullMarked;
