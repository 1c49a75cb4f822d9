/** ClickHouse over HTTP, and its SQL's tokens. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.clickhouse;

import org.jspecify.annotations.NullMarked;
