/** How the name of a container image is read, and the digest of its content. */
@NullMarked
package io.github.plausible4j.k8s.internal.image;

import org.jspecify.annotations.NullMarked;
