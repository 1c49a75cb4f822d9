package io.github.plausible4j.admin.internal.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens each connection with the login that is live at that time. It extends the driver's data
 * source, whose settings are not used. For internal use only.
 */
public final class LiveDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<DataSource> now;

  /**
   * @param now called for each connection, so that it can look up a changed password
   */
  public LiveDataSource(Supplier<DataSource> now) {
    this.now = now;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return now.get().getConnection();
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    throw new SQLFeatureNotSupportedException("The login always comes from the stack's Secrets");
  }
}
