package io.github.plausible4j.admin.internal.rotation;

import java.sql.SQLException;

/** The effect of a step. It must be repeatable. */
@FunctionalInterface
interface StepEffect {
  StepEffect NONE = () -> {};

  void run() throws SQLException;
}
