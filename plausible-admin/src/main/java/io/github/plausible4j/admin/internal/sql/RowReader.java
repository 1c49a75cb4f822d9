package io.github.plausible4j.admin.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row; never moves the cursor. For internal use only. */
@FunctionalInterface
public interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
