/** The statements of each operation, within a transaction. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.store;

import org.jspecify.annotations.NullMarked;
