/** Transactions and prepared statements on a Plausible database. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.sql;

import org.jspecify.annotations.NullMarked;
