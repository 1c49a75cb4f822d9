package io.github.plausible4j.admin.internal.clickhouse;

import org.jspecify.annotations.Nullable;

/** Thrown when ClickHouse cannot be reached or refuses a query. For internal use only. */
public final class ClickHouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClickHouseException(String message) {
    this(message, null);
  }

  public ClickHouseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
