package io.github.plausible4j.admin.internal.cluster;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL address in the form that Plausible uses, {@code
 * postgres://user:password@host:5432/database?sslmode=require}. It contains a password, so no
 * message ever quotes it or a part of it. For internal use only.
 */
public final class PostgresUrl {
  private static final int CONNECT_SECONDS = 10;
  private static final int LOGIN_SECONDS = 20;
  private static final int PORT = 5432;
  private static final int LONGEST = 4096;
  private static final Pattern URL =
      Pattern.compile(
          "[a-z]+://(?:([^@/?#:]*)(?::([^@/?#]*))?@)?"
              + "((?!-)[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?"
              + "/([^/?#]+)(?:\\?([^#]*))?");

  private final String user;
  private final String password;
  private final String host;
  private final int port;
  private final String database;
  private final Map<String, String> parameters;

  private PostgresUrl(Matcher url) {
    this.user = decoded(url.group(1));
    this.password = decoded(url.group(2));
    this.host = url.group(3);
    this.port = url.group(4) == null ? PORT : Integer.parseInt(url.group(4));
    this.database = decoded(url.group(5));
    this.parameters = parameters(url.group(6));
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if the form is wrong; the message does not quote the address
   */
  public static PostgresUrl of(String text) {
    Matcher url = URL.matcher(text);
    try {
      if (text.length() <= LONGEST && url.matches()) {
        return new PostgresUrl(url);
      }
    } catch (IllegalArgumentException e) {
      // The decoder quotes what it cannot decode.
    }
    throw new IllegalArgumentException(
        "DATABASE_URL is not an address such as postgres://user:password@host:5432/database: the"
            + " host has letters, digits, dots and hyphens only, and each @, : or / in the user or"
            + " the password is percent-encoded, such as %40");
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** A data source for the database that uses another host and port. */
  public PGSimpleDataSource at(String otherHost, int otherPort, String login, String secret) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    String sslMode = parameters.getOrDefault("sslmode", "");
    if (!sslMode.isEmpty()) {
      source.setSslMode(sslMode);
    }
    String certificate = parameters.getOrDefault("sslrootcert", "");
    if (!certificate.isEmpty()) {
      if (!Files.isReadable(Path.of(certificate))) {
        throw new IllegalArgumentException(
            "DATABASE_URL names the root certificate "
                + certificate
                + ", which is not a readable file on this machine; put it there too, or call"
                + " PlausibleAdmin.connect(DataSource) with a data source that uses it");
      }
      source.setSslRootCert(certificate);
    }
    source.setServerNames(new String[] {otherHost});
    source.setPortNumbers(new int[] {otherPort});
    source.setDatabaseName(database);
    source.setUser(login);
    source.setPassword(secret);
    source.setApplicationName("plausible4j");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** A data source for the host and port of this address. */
  public PGSimpleDataSource direct(String login, String secret) {
    return at(host, port, login, secret);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(@Nullable String raw) {
    return raw == null ? "" : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Hides the address. */
  @Override
  public String toString() {
    return "PostgresUrl[****]";
  }
}
