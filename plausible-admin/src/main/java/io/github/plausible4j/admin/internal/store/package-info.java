/** The SQL statements of each operation. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.store;

import org.jspecify.annotations.NullMarked;
