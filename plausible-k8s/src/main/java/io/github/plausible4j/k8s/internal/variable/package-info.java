/** The environment variables that Plausible reads, as one table. */
@NullMarked
package io.github.plausible4j.k8s.internal.variable;

import org.jspecify.annotations.NullMarked;
