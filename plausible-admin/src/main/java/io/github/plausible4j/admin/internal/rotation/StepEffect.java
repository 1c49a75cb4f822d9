package io.github.plausible4j.admin.internal.rotation;

import java.sql.SQLException;

/** What a step does; it must be possible to do it again. */
@FunctionalInterface
interface StepEffect {
  StepEffect NONE = () -> {};

  void run() throws SQLException;
}
