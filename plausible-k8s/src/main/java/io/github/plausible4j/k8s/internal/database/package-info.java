/** Scripts that check and prepare the databases of a stack before Plausible uses them. */
@NullMarked
package io.github.plausible4j.k8s.internal.database;

import org.jspecify.annotations.NullMarked;
