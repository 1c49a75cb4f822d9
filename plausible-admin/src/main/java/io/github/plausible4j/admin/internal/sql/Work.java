package io.github.plausible4j.admin.internal.sql;

import java.sql.SQLException;

/**
 * What is done within one transaction. It may run again after a deadlock. For internal use only.
 */
@FunctionalInterface
public interface Work<T> {
  T in(Transaction transaction) throws SQLException;
}
