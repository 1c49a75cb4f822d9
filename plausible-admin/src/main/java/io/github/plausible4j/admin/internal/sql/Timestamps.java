package io.github.plausible4j.admin.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads Plausible's timestamps, which have no zone and are UTC. For internal use only. */
public final class Timestamps {
  /** The database's current time in whole seconds, as Plausible stores it. */
  public static final String NOW = "date_trunc('second', now() AT TIME ZONE 'utc')";

  private Timestamps() {}

  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  public static Optional<Instant> readNullable(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }
}
