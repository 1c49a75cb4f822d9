/** ClickHouse over HTTP, and tokens of its SQL. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.clickhouse;

import org.jspecify.annotations.NullMarked;
