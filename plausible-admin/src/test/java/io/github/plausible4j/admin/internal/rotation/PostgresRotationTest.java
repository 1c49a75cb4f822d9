package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.SecretRotator;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.PostgresMode;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which password is let in at which step, on real logins. */
class PostgresRotationTest {
  private final MemoryJournal journal = new MemoryJournal();

  @ParameterizedTest
  @EnumSource(PostgresMajor.class)
  void ofTwoLoginsTheOldOneIsLetInUntilTheLastStep(PostgresMajor major) throws Exception {
    try (TestStack stack = RotationCase.TWO_LOGINS.stack(major)) {
      Login old = SecretLookup.application(stack);
      List<String> refusedAfter = rotate(stack, old, RotationCase.TWO_LOGINS);

      assertThat(refusedAfter).containsExactly("close-old-login");
      assertThat(SecretLookup.application(stack).username()).isEqualTo(stack.owner() + "_a");
      assertThat(
              stack
                  .asOwner()
                  .holds(
                      "(SELECT current_user = '"
                          + stack.owner()
                          + "' AND session_user = '"
                          + stack.owner()
                          + "_a')"))
          .isTrue();

      stack.asOwner().run("CREATE TABLE made_by_a (id int)");
      rotate(stack, SecretLookup.application(stack), RotationCase.TWO_LOGINS);
      assertThat(SecretLookup.application(stack).username()).isEqualTo(stack.owner() + "_b");
      stack.asOwner().run("ALTER TABLE made_by_a ADD COLUMN by_b int");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RotationCase.class,
      names = {"SINGLE_LOGIN", "SINGLE_LOGIN_BY_ITSELF"})
  void ofASingleLoginTheOldPasswordFailsFromItsChange(RotationCase rotation) throws Exception {
    try (TestStack stack = rotation.stack(PostgresMajor.V18)) {
      assertThat(rotate(stack, SecretLookup.application(stack), rotation))
          .containsExactly("set-password", "test", "switch");
    }
  }

  @Test
  void aSessionThatStaysOnTheOldLoginStopsTheRotationBeforeItsEnd() throws Exception {
    try (TestStack stack = RotationCase.TWO_LOGINS.stack(PostgresMajor.V18);
        Connection report = stack.database(SecretLookup.application(stack)).getConnection()) {
      SecretRotator rotator = SecretRotator.of(stack, journal, new MemoryLease());

      assertThatThrownBy(
              () ->
                  rotator.rotate(StackSecret.POSTGRES_PASSWORD, RotationCase.TWO_LOGINS.options(1)))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("1 sessions still use the login " + stack.owner());
      assertThat(report.isValid(5)).isTrue();
      report.close();
      awaitOnlyTheApplication(stack);
      assertThat(rotator.resume().outcome()).isEqualTo(RotationResult.Outcome.FINISHED);
    }
  }

  @Test
  void withoutAnAdministratorTheSingleLoginIsTaken() {
    try (TestStack stack = RotationCase.SINGLE_LOGIN_BY_ITSELF.stack(PostgresMajor.V18)) {
      SecretRotator rotator = SecretRotator.of(stack, journal, new MemoryLease());

      assertThat(rotator.plan(StackSecret.POSTGRES_PASSWORD).steps())
          .extracting(RotationStep::name)
          .containsExactly("create-version", "set-password", "test", "switch");
      assertThatThrownBy(
              () ->
                  rotator.rotate(StackSecret.POSTGRES_PASSWORD, RotationCase.TWO_LOGINS.options(1)))
          .hasMessageContaining("use PostgresMode.SINGLE_LOGIN");
      assertThat(journal.written()).isEmpty();
    }
  }

  @Test
  void anAdministratorThatIsTheApplicationsOwnLoginIsNotLockedOut() {
    try (TestStack stack = RotationCase.SINGLE_LOGIN.stack(PostgresMajor.V18)) {
      stack.administeredByItsApplication();
      SecretRotator rotator = SecretRotator.of(stack, journal, new MemoryLease());

      assertThatThrownBy(
              () ->
                  rotator.rotate(StackSecret.POSTGRES_PASSWORD, RotationCase.TWO_LOGINS.options(1)))
          .hasMessageContaining("other than the application's own login")
          .hasMessageContaining("use PostgresMode.SINGLE_LOGIN");
      for (String version : List.of("v2", "v3")) {
        assertThat(
                rotator
                    .rotate(StackSecret.POSTGRES_PASSWORD, RotationOptions.defaults())
                    .liveVersion())
            .isEqualTo(version);
        assertThat(stack.letsIn(stack.databaseAdministrator().orElseThrow())).isTrue();
      }
    }
  }

  @Test
  void aSingleLoginWhoseNameEndsLikeOneOfTwoIsAskedWhoItActsAs() {
    try (TestStack stack = RotationCase.TWO_LOGINS.stack(PostgresMajor.V18)) {
      String login = stack.owner() + "_crew_a";
      SecretValue password = SecretValue.of("password-of-the-crew");
      stack.asOwner().run("CREATE TABLE made_before (id int)");
      stack
          .asAdministrator()
          .run("CREATE ROLE " + login + " LOGIN PASSWORD 'password-of-the-crew'");
      stack.asAdministrator().run("REASSIGN OWNED BY " + stack.owner() + " TO " + login);
      stack.create(
          StackSecret.POSTGRES_PASSWORD,
          "v2",
          Map.of("username", SecretValue.of(login), "password", password));
      stack.makeLive(StackSecret.POSTGRES_PASSWORD, "v2");
      stack.restart();

      SecretRotator.of(stack, journal, new MemoryLease())
          .rotate(StackSecret.POSTGRES_PASSWORD, RotationOptions.defaults());

      assertThat(SecretLookup.application(stack).username()).isEqualTo(login + "_a");
      stack.asOwner().run("ALTER TABLE made_before ADD COLUMN later int");
    }
  }

  @Test
  void aPasswordWithEveryKindOfCharacterIsSetAndQuoted() {
    try (TestStack stack = RotationCase.SINGLE_LOGIN.stack(PostgresMajor.V18)) {
      RotationOptions options =
          RotationOptions.builder()
              .newValue(SecretValue.of("it's \"quoted\" \\ %I $1 ; -- ü"))
              .postgresMode(PostgresMode.SINGLE_LOGIN)
              .build();

      SecretRotator.of(stack, journal, new MemoryLease())
          .rotate(StackSecret.POSTGRES_PASSWORD, options);

      assertThat(stack.letsIn(SecretLookup.application(stack))).isTrue();
    }
  }

  /** The names of the steps after which the old login is not let in. */
  private List<String> rotate(TestStack stack, Login old, RotationCase rotation) throws Exception {
    List<String> refusedAfter = new ArrayList<>();
    RotationListener listener =
        new RotationListener() {
          @Override
          public void after(RotationStep step) {
            if (!stack.letsIn(old)) {
              refusedAfter.add(step.name());
            }
            assertThat(openSession(stack)).as("open session after %s", step.name()).isTrue();
          }
        };
    SecretRotator.of(stack, journal, new MemoryLease())
        .withListener(listener)
        .rotate(rotation.secret(), rotation.options(1));
    return refusedAfter;
  }

  private static boolean openSession(TestStack stack) {
    try {
      return stack.openSessionAnswers();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitOnlyTheApplication(TestStack stack) {
    String gone =
        "NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE usename = '" + stack.owner() + "')";
    for (int look = 0; look < 10_000 && !stack.asOwner().holds(gone); look++) {
      Thread.onSpinWait();
    }
  }
}
