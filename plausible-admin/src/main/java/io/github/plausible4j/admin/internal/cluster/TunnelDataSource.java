package io.github.plausible4j.admin.internal.cluster;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections through a tunnel. A failed attempt is repeated once through a new tunnel,
 * because the pod may have been replaced. It extends the driver's data source, whose settings are
 * not used. For internal use only.
 */
public final class TunnelDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private static final String CONNECTION_EXCEPTION = "08";
  private static final String WRONG_PASSWORD = "28P01";

  private final transient PodTunnel tunnel;
  private final transient IntFunction<DataSource> byLocalPort;

  /**
   * @param byLocalPort the data source for a local port; called for each attempt, so that it can
   *     look up a changed password
   */
  public TunnelDataSource(PodTunnel tunnel, IntFunction<DataSource> byLocalPort) {
    this.tunnel = tunnel;
    this.byLocalPort = byLocalPort;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return attempt();
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.equals(WRONG_PASSWORD)) {
        return attempt();
      }
      if (!state.startsWith(CONNECTION_EXCEPTION)) {
        throw e;
      }
    }
    tunnel.reset();
    try {
      return attempt();
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private Connection attempt() throws SQLException {
    int port;
    try {
      port = tunnel.localPort();
    } catch (IOException e) {
      throw new SQLException(e.getMessage(), "08001", e);
    }
    return byLocalPort.apply(port).getConnection();
  }

  private SQLException explained(SQLException e) {
    Optional<String> failure = tunnel.failure();
    return failure.isEmpty() ? e : new SQLException(failure.get(), e.getSQLState(), e);
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    throw new SQLFeatureNotSupportedException("The login always comes from the stack's Secrets");
  }
}
