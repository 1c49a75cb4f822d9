package io.github.plausible4j.admin.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Creates a value from the current row. Never moves the cursor. For internal use only. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
