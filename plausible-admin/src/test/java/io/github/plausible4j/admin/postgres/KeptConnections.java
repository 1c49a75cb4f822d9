package io.github.plausible4j.admin.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * A data source whose connections, once closed, are kept for the next caller, as by a pool:
 * PostgreSQL starts a process for each new one.
 */
final class KeptConnections {
  private final DataSource source;
  private final Queue<Connection> free = new ConcurrentLinkedQueue<>();

  private KeptConnections(DataSource source) {
    this.source = source;
  }

  static DataSource of(DataSource source) {
    KeptConnections kept = new KeptConnections(source);
    return proxy(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection") && method.getParameterCount() == 0
                ? kept.open()
                : call(method, source, arguments));
  }

  private Connection open() throws SQLException {
    Connection old = free.poll();
    Connection connection = old == null ? source.getConnection() : old;
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("close")) {
            return call(method, connection, arguments);
          }
          keep(connection);
          return null;
        });
  }

  private void keep(Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("RESET ALL; DISCARD TEMP");
    }
    free.add(connection);
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            KeptConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
