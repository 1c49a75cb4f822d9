package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.net.URI;

/** Where the databases of a stack are reached, without their passwords. */
public final class DatabaseAddresses {
  static final int POSTGRES_PORT = 5432;
  static final int CLICKHOUSE_PORT = 8123;
  static final String POSTGRES_DATABASE = "plausible_db";
  static final String CLICKHOUSE_DATABASE = "plausible_events_db";

  /** The role that owns every table, whoever logs in; it cannot log in itself. */
  static final String POSTGRES_OWNER = "plausible";

  /** The first of two logins, so that the password can be changed without a gap. */
  static final String POSTGRES_LOGIN = "plausible_a";

  static final String CLICKHOUSE_USER = "plausible";

  private DatabaseAddresses() {}

  /** Scheme, user, host and the rest; {@code postgres://user@host:5432/db}. */
  public static URI postgres(PlausibleStack stack) {
    if (stack.postgres() instanceof PostgresSpec.External external) {
      return withPort(URI.create(external.url()), POSTGRES_PORT);
    }
    boolean operator = stack.postgres() instanceof PostgresSpec.CloudNativePg;
    String service = operator ? stack.named("postgres-rw") : stack.named("postgres");
    return URI.create(
        "postgres://"
            + (operator ? POSTGRES_OWNER : POSTGRES_LOGIN)
            + "@"
            + service
            + "."
            + stack.namespace()
            + ".svc:"
            + POSTGRES_PORT
            + "/"
            + POSTGRES_DATABASE);
  }

  /** Scheme, user, host and the rest; {@code http://user@host:8123/db}. */
  public static URI clickHouse(PlausibleStack stack) {
    if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      URI url = URI.create(external.url());
      return withPort(url, "https".equals(url.getScheme()) ? 8443 : CLICKHOUSE_PORT);
    }
    String service =
        stack.clickHouse() instanceof ClickHouseSpec.Altinity
            ? "clickhouse-" + stack.name()
            : stack.named("clickhouse");
    return URI.create(
        "http://"
            + CLICKHOUSE_USER
            + "@"
            + service
            + "."
            + stack.namespace()
            + ".svc:"
            + CLICKHOUSE_PORT
            + "/"
            + CLICKHOUSE_DATABASE);
  }

  private static URI withPort(URI url, int port) {
    if (url.getPort() > 0) {
      return url;
    }
    String authority = url.getRawAuthority();
    return URI.create(url.toString().replace("//" + authority, "//" + authority + ":" + port));
  }
}
