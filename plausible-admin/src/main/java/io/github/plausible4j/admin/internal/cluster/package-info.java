/** Connections to the databases of a stack in its cluster. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.cluster;

import org.jspecify.annotations.NullMarked;
