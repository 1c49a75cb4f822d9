package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.internal.database.DatabasePreparation;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.net.URI;

/** The URLs of a stack's databases, without passwords. */
public final class DatabaseAddresses {
  static final int POSTGRES_PORT = 5432;
  static final int CLICKHOUSE_PORT = 8123;
  static final String POSTGRES_DATABASE = PostgresSpec.Managed.DATABASE;
  private static final String CLICKHOUSE_DATABASE = ClickHouseSpec.Managed.DATABASE;

  /** The first of two logins, between which a rotation of the password alternates. */
  static final String POSTGRES_LOGIN = "plausible_a";

  static final String CLICKHOUSE_USER = "plausible";

  private DatabaseAddresses() {}

  /** The URL of PostgreSQL, such as {@code postgres://user@host:5432/db}, always with a port. */
  public static URI postgres(PlausibleStack stack) {
    return stack
        .postgres()
        .match(
            managed -> postgres(stack, POSTGRES_LOGIN, stack.named("postgres"), managed.database()),
            external -> withPort(URI.create(external.url()), POSTGRES_PORT),
            cluster ->
                postgres(
                    stack,
                    DatabasePreparation.OWNER,
                    stack.named("postgres-rw"),
                    POSTGRES_DATABASE));
  }

  private static URI postgres(PlausibleStack stack, String user, String service, String database) {
    String host = stack.serviceHost(service);
    return URI.create("postgres://" + user + "@" + host + ":" + POSTGRES_PORT + "/" + database);
  }

  /** The URL of ClickHouse, such as {@code http://user@host:8123/db}, always with a port. */
  public static URI clickHouse(PlausibleStack stack) {
    return stack
        .clickHouse()
        .match(
            managed -> clickHouse(stack, stack.named("clickhouse"), managed.database()),
            external -> {
              URI url = URI.create(external.url());
              return withPort(url, "https".equals(url.getScheme()) ? 8443 : CLICKHOUSE_PORT);
            },
            installation -> clickHouse(stack, "clickhouse-" + stack.name(), CLICKHOUSE_DATABASE));
  }

  private static URI clickHouse(PlausibleStack stack, String service, String database) {
    String host = stack.serviceHost(service);
    return URI.create(
        "http://" + CLICKHOUSE_USER + "@" + host + ":" + CLICKHOUSE_PORT + "/" + database);
  }

  private static URI withPort(URI url, int port) {
    if (url.getPort() > 0) {
      return url;
    }
    String authority = url.getRawAuthority();
    return URI.create(url.toString().replace("//" + authority, "//" + authority + ":" + port));
  }
}
