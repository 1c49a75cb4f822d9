package io.github.plausible4j.admin.internal.cluster;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An address of PostgreSQL as Plausible has it, {@code
 * postgres://user:password@host:5432/database?sslmode=require}. Its text has a password in it, so
 * it is never shown. For internal use only.
 */
public final class PostgresUrl {
  private static final int CONNECT_SECONDS = 10;
  private static final int LOGIN_SECONDS = 20;

  private final URI url;

  private PostgresUrl(URI url) {
    this.url = url;
  }

  public static PostgresUrl of(String text) {
    return new PostgresUrl(URI.create(text));
  }

  public String user() {
    return part(0);
  }

  public String password() {
    return part(1);
  }

  /** A source of connections to the database, by the host and port that are given instead. */
  public PGSimpleDataSource at(String host, int port, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String query = url.getRawQuery();
    String sslMode = "";
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith("sslmode=")) {
          sslMode = pair.substring("sslmode=".length());
        }
      }
    }
    if (!sslMode.isEmpty()) {
      source.setSslMode(sslMode);
    }
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(url.getPath().substring(1));
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("plausible4j");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** A source of connections to where the address itself leads. */
  public PGSimpleDataSource direct(String user, String password) {
    return at(url.getHost(), url.getPort() > 0 ? url.getPort() : 5432, user, password);
  }

  private String part(int index) {
    String raw = url.getRawUserInfo();
    String[] parts = raw == null ? new String[0] : raw.split(":", 2);
    return index < parts.length
        ? URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8)
        : "";
  }

  /** Never the address. */
  @Override
  public String toString() {
    return "PostgresUrl[masked]";
  }
}
