/** The entry point of this module: {@code StackProvisioner} brings a stack into a cluster. */
@NullMarked
package io.github.plausible4j.k8s;

import org.jspecify.annotations.NullMarked;
