package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;

/** Work within one transaction. It can run again after a deadlock. For internal use only. */
@FunctionalInterface
public interface Work<T> {
  T in(Transaction transaction) throws SQLException;
}
