/** Archives of both databases, written, verified and restored. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.backup;

import org.jspecify.annotations.NullMarked;
