package io.github.plausible4j.admin.rotation;

import java.sql.SQLException;

/** What a step does; it must be possible to do it again. */
@FunctionalInterface
interface Effect {
  Effect NONE = () -> {};

  void run() throws SQLException;
}
