/** Stacks for clusters as people describe them, to copy and to change. */
@NullMarked
package io.github.plausible4j.samples.clusters;

import org.jspecify.annotations.NullMarked;
