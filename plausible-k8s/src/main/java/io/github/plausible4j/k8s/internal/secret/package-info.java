/** Plans, reads and versions the Secrets of a stack in a cluster. For internal use only. */
@NullMarked
package io.github.plausible4j.k8s.internal.secret;

import org.jspecify.annotations.NullMarked;
