package io.github.plausible4j.testkit.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  @ParameterizedTest
  @ValueSource(strings = {"42P01", "42703"})
  void aDatabaseOfAnotherReleaseIsToldWhichSchemaIsRead(String state) {
    assertThat(failure(state))
        .endsWith(
            "(SQLSTATE "
                + state
                + "): no; use a database with the schema of Community Edition 3, such as"
                + " TestSchema.RELEASE_3");
  }

  @Test
  void aDatabaseThatIsDownIsNotBlamedForItsSchema() {
    assertThat(failure("08001")).endsWith("(SQLSTATE 08001): no");
  }

  private static String failure(String state) {
    DataSource failing =
        (DataSource)
            Proxy.newProxyInstance(
                SqlTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new SQLException("no", state);
                });
    return catchThrowable(() -> new Sql(failing).update("DELETE FROM sites")).getMessage();
  }
}
