/** The entry point of this module: {@code StackProvisioner} applies a stack to a cluster. */
@NullMarked
package io.github.plausible4j.k8s;

import org.jspecify.annotations.NullMarked;
