/** A table of the environment variables that Plausible reads. */
@NullMarked
package io.github.plausible4j.k8s.internal.variable;

import org.jspecify.annotations.NullMarked;
