/** Resolves images to digests and verifies their platforms. */
@NullMarked
package io.github.plausible4j.k8s.image;

import org.jspecify.annotations.NullMarked;
