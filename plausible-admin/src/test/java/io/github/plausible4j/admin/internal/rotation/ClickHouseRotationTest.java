package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.SecretRotator;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseResponse;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is special about the password of ClickHouse; faults are in RotationFaultsTest. */
class ClickHouseRotationTest {
  private static final StackSecret SECRET = StackSecret.CLICKHOUSE_PASSWORD;

  @ParameterizedTest
  @EnumSource(
      value = RotationCase.class,
      names = {"CLICKHOUSE_BY_STATEMENT", "CLICKHOUSE_BY_RESTART"})
  void theOldPasswordFailsExactlyFromTheStepThatSaysSo(RotationCase rotation) {
    try (TestStack stack = rotation.stack(PostgresMajor.V18)) {
      Login old = SecretLookup.login(stack, SECRET, "v1");
      List<String> letIn = new ArrayList<>();
      List<String> saying = new ArrayList<>();
      RotationListener watch =
          new RotationListener() {
            @Override
            public void after(RotationStep step) {
              if (stack.clickHouseServer().as(old).letsIn()) {
                letIn.add(step.name());
              }
              if (step.description().contains("refuses the old")) {
                saying.add(step.name());
              }
            }
          };

      rotator(stack).withListener(watch).rotate(SECRET, rotation.options(1));

      assertThat(letIn).containsExactly("create-version", "stop");
      assertThat(saying).hasSize(1);
      assertThat(stack.clickHouseServer().dictionariesLoad()).isTrue();
    }
  }

  @Test
  void aPasswordMayHaveCharactersThatAHeaderMayNot() {
    String password = "pässwört: 'β' \u0007";
    try (LoopbackClickHouse server = LoopbackClickHouse.start("plausible", password)) {
      assertThat(server.as(new Login("plausible", SecretValue.of(password))).letsIn()).isTrue();
      assertThat(server.as(new Login("plausible", SecretValue.of("ßwrong"))).letsIn()).isFalse();
    }
  }

  @Test
  void thePlanNamesTheDictionariesAndTheStop() {
    try (TestStack stack = RotationCase.CLICKHOUSE_BY_RESTART.stack(PostgresMajor.V18)) {
      assertThat(rotator(stack).plan(SECRET).toString())
          .contains("Stop the application, which first writes its accepted events to ClickHouse")
          .contains("restart ClickHouse, which from here on refuses the old password")
          .contains("events.failed_batches_dict, events.location_data_dict fail")
          .contains("Must be acknowledged: [APPLICATION_STOPS]");
    }
  }

  @Test
  void aDictionaryOfAnotherServerIsLeftAloneAndNamed() {
    try (TestStack stack = RotationCase.CLICKHOUSE_BY_STATEMENT.stack(PostgresMajor.V18)) {
      String user = SecretLookup.login(stack, SECRET, "v1").username();
      stack.clickHouseServer().addDictionaryOfAnotherServer(user);

      RotationResult result =
          rotator(stack).rotate(SECRET, RotationCase.CLICKHOUSE_BY_STATEMENT.options(1));

      assertThat(result.notes())
          .containsExactly(
              "The dictionary events.elsewhere logs in at other.example.org as "
                  + user
                  + "; its password was not changed");
      assertThat(stack.clickHouseServer().dictionary("elsewhere").password())
          .isEqualTo("of-the-other");
    }
  }

  @Test
  void aLoginThatMayNotChangeItselfIsToldBeforeAnythingChanges() {
    try (TestStack stack = RotationCase.CLICKHOUSE_BY_STATEMENT.stack(PostgresMajor.V18)) {
      stack.clickHouseServer().withoutRightToAlterUsers();

      assertThatThrownBy(() -> rotator(stack).plan(SECRET))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("497 ACCESS_DENIED")
          .hasMessageContaining("GRANT ALTER USER ON *.*");
      assertThat(stack.versions(SECRET)).containsExactly("v1");
    }
  }

  @Test
  void aUserOfAFileIsToldBeforeAnythingChanges() {
    try (TestStack stack = RotationCase.CLICKHOUSE_BY_STATEMENT.stack(PostgresMajor.V18)) {
      stack.clickHouseServer().withUsersOfAFile();

      assertThatThrownBy(
              () -> rotator(stack).rotate(SECRET, RotationCase.CLICKHOUSE_BY_STATEMENT.options(1)))
          .hasMessageContaining("because a file of the server defines it")
          .hasMessageContaining("CREATE USER");
      assertThat(stack.versions(SECRET)).containsExactly("v1");
    }
  }

  @Test
  void aPasswordThatIsNotTheServersIsToldBeforeAnythingChanges() {
    try (TestStack stack = RotationCase.CLICKHOUSE_BY_RESTART.stack(PostgresMajor.V18)) {
      Login live = SecretLookup.login(stack, SECRET, "v1");
      stack.clickHouseServer().setPassword(live.username(), "somebody changed it");

      assertThatThrownBy(() -> rotator(stack).plan(SECRET))
          .hasMessageContaining("refuses " + live.username() + " the live password");
    }
  }

  @Test
  void neitherAnAddressNorAMessageHasAPasswordOrAStatementWithOne() {
    try (LoopbackClickHouse server = LoopbackClickHouse.start("plausible", "first'pass\\word")) {
      SecretValue next = SecretValue.of("second'pass\\word");
      ClickHouseServer login =
          server.as(new Login("plausible", SecretValue.of("first'pass\\word")));
      new ClickHouseDictionaries(login).remakeForLater(next);
      ClickHouseResponse broken = login.attempt("CREATE NONSENSE '" + next.reveal() + "'");

      assertThat(server.dictionary("location_data_dict").password()).isEqualTo(next.reveal());
      assertThat(broken.error()).isEqualTo("62 SYNTAX_ERROR");
      assertThat(String.join("\n", server.addresses()))
          .contains("POST http://127.0.0.1:")
          .doesNotContain("pass", "DICTIONARY");
    }
  }

  private static SecretRotator rotator(TestStack stack) {
    return SecretRotator.of(stack, new MemoryJournal(), new MemoryLease());
  }
}
