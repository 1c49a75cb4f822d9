/** Restores a backup into a stack in its cluster. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.restore;

import org.jspecify.annotations.NullMarked;
