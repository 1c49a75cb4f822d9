/** The registry protocol: references, platforms, digests, manifests. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.image;

import org.jspecify.annotations.NullMarked;
