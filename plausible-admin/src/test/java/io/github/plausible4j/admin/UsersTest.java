package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.TeamInfo;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.admin.model.UserCreation;
import io.github.plausible4j.admin.model.UserDeletion;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin = PlausibleAdmin.connect(database.dataSource());
  private final Users users = admin.users();

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  @Test
  void aCreatedUserHasAPersonalTeamWithTheApplicationsLimits() {
    UserCreation creation =
        users.create(
            NewUser.builder("New@Example.org", OperationRows.goodPassword()).name("New").build());

    assertThat(creation.changes()).containsExactly("user created", "personal team created");
    assertThat(creation.user().email()).isEqualTo("New@Example.org");
    assertThat(creation.user().emailVerified()).isTrue();
    assertThat(
            database.holds(
                "EXISTS (SELECT 1 FROM teams t JOIN team_memberships m ON m.team_id = t.id"
                    + " WHERE m.user_id = "
                    + creation.user().id()
                    + " AND m.role = 'owner' AND m.is_autocreated"
                    + " AND t.hourly_api_request_limit = 1000000 AND NOT t.setup_complete"
                    + " AND t.accept_traffic_until IS NULL"
                    + " AND t.trial_expiry_date > current_date + 36000)"))
        .isTrue();
  }

  @Test
  void anExistingUserKeepsThePasswordAndGetsTheMissingTeam() {
    UserCreation creation =
        users.create(NewUser.of("YOU@example.org", OperationRows.goodPassword()));

    assertThat(creation.changes()).containsExactly("personal team created");
    assertThat(database.holds("(SELECT password_hash IS NULL FROM users WHERE id = 2)")).isTrue();
  }

  @Test
  void passwordsAreWipedWhateverHappens() {
    char[] created = OperationRows.goodPassword();
    users.create(NewUser.of("new@example.org", created));
    char[] weak = "passwordpassword".toCharArray();
    assertThatThrownBy(() -> users.resetPassword("me@example.org", weak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is easy to guess")
        .hasMessageNotContaining("passwordpassword");

    assertThat(created).containsOnly('\0');
    assertThat(weak).containsOnly('\0');
  }

  @Test
  void theOwnAddressIsNoPassword() {
    assertThatThrownBy(
            () -> users.create(NewUser.of("anna.miller@example.org", "anna.miller1".toCharArray())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is easy to guess");
  }

  @Test
  void aNewUserNeedsAnAddressAndAName() {
    assertThatThrownBy(
            () -> NewUser.builder("nobody", OperationRows.goodPassword()).name(" ").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("email \"nobody\" is not an email address")
        .hasMessageContaining("name is empty; use 1 to 255 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ännä@bücher.example", "o'hara+\"; DROP TABLE users; --\"@example.org"})
  void anAddressIsStoredAsItIsGiven(String email) {
    users.create(NewUser.of(email.replace(" ", ""), OperationRows.goodPassword()));

    assertThat(users.find(email.replace(" ", "")))
        .get()
        .extracting(User::email)
        .isEqualTo(email.replace(" ", ""));
    assertThat(users.list()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "elf-letters, has 11 characters; use 12 to 128",
    "qwertyuiop12, is easy to guess",
    "violet\0anchor-tundra-47, has a NUL character"
  })
  void whatIsNoPasswordIsRefusedWithoutBeingShown(String password, String rule) {
    assertThatThrownBy(
            () ->
                users.resetPassword("me@example.org", password.replace("\\0", "\0").toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The new password " + rule)
        .hasMessageNotContaining(password.substring(0, 8));
  }

  @Test
  void aPasswordMayHave128CharactersAndNotOneMore() {
    assertThat(users.resetPassword("me@example.org", "xy".repeat(64).toCharArray()).outcome())
        .isEqualTo(ChangeOutcome.CHANGED);
    assertThatThrownBy(
            () -> users.resetPassword("me@example.org", ("xy".repeat(64) + "z").toCharArray()))
        .hasMessageContaining("has 129 characters; use 12 to 128");
  }

  @Test
  void aResetEndsSessionsAndTrustedDevices() {
    ChangeResult result = users.resetPassword("me@example.org", OperationRows.goodPassword());

    assertThat(result.changes())
        .containsExactly("password set", "trusted devices ended", "1 sessions ended");
    assertThat(
            database.holds(
                "(SELECT totp_enabled AND totp_token <> 'trusted' FROM users WHERE id = 1)"))
        .isTrue();
  }

  @Test
  void nobodyIsFoundNotChanged() {
    assertThat(users.verifyEmail("ghost@example.org")).isEqualTo(Verification.NO_SUCH_USER);
    assertThat(users.delete("ghost@example.org").outcome()).isEqualTo(ChangeOutcome.NOT_FOUND);
    assertThat(users.resetPassword("ghost@example.org", OperationRows.goodPassword()).outcome())
        .isEqualTo(ChangeOutcome.NOT_FOUND);
    assertThat(users.find("ghost@example.org")).isEmpty();
    assertThat(users.find("ME@EXAMPLE.ORG")).get().extracting(User::id).isEqualTo(1L);
  }

  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void theLastOwnerIsNotDeletedUnlessAsked(SchemaGeneration generation) {
    TestDatabase world = SampleData.in(PostgresMajor.V18, generation);
    String before = world.content();
    Users there = PlausibleAdmin.connect(world.dataSource()).users();

    assertThatThrownBy(() -> there.delete("me@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("users().deleteWithTeamsAndSites(email)");
    assertThat(world.content()).isEqualTo(before);
    assertThat(there.delete("you@example.org").changes()).containsExactly("user deleted");
  }

  @Test
  void theLastUserIsDeletedOnlyByTheOperationThatSaysSo() {
    assertThatThrownBy(() -> users.deleteLastUser("you@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("there are 1 others");
    users.delete("you@example.org");

    assertThatThrownBy(() -> users.deleteWithTeamsAndSites("me@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("lets anybody register")
        .hasMessageContaining("users().deleteLastUser(email)");
    assertThat(users.deleteLastUser("me@example.org").sites()).isEqualTo(1);
  }

  @Test
  void whatGoesWithAUserIsCountedFirst() {
    UserDeletion deletion = admin.preview().users().deleteWithTeamsAndSites("me@example.org");

    assertThat(deletion).isEqualTo(new UserDeletion(ChangeOutcome.CHANGED, 1, 1, 1, 1, 1, 0));
    assertThat(deletion.changes())
        .containsExactly(
            "user deleted",
            "1 teams deleted",
            "1 sites deleted",
            "1 memberships deleted",
            "1 API keys deleted",
            "1 sessions deleted");
    assertThat(users.find("me@example.org")).isPresent();
  }

  @Test
  void anEmptyPersonalTeamGoesWithItsUser() {
    users.create(NewUser.of("new@example.org", OperationRows.goodPassword()));

    assertThat(users.delete("new@example.org").teams()).isEqualTo(1);
    assertThat(admin.teams().list()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void invitationsByTheUserToOthersSitesGoToo(SchemaGeneration generation) {
    try (TestDatabase world = SampleData.in(PostgresMajor.V18, generation)) {
      world.run(
          "INSERT INTO invitations (email, site_id, inviter_id, role, inserted_at, updated_at)"
              + " VALUES ('guest@example.org', 1, 2, 'viewer', now(), now())");

      UserDeletion deletion =
          PlausibleAdmin.connect(world.dataSource()).users().delete("you@example.org");

      assertThat(deletion.changes()).containsExactly("user deleted", "1 invitations deleted");
      assertThat(world.holds("NOT EXISTS (SELECT 1 FROM invitations)")).isTrue();
    }
  }

  @Test
  void ofTwoOwnersWhoAreDeletedAtOnceOneStays() throws Exception {
    database.run(
        "INSERT INTO team_memberships (team_id, user_id, role, inserted_at, updated_at)"
            + " VALUES (1, 2, 'owner', now(), now())");
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      two.invokeAll(List.of(deletion(start, "me@example.org"), deletion(start, "you@example.org")));
    } finally {
      two.shutdownNow();
    }

    assertThat(users.list()).hasSize(1);
    assertThat(admin.teams().list()).singleElement().extracting(TeamInfo::sites).isEqualTo(1L);
  }

  @Test
  void aUserOfAnotherTeamOwnsNoSiteOfIt() {
    assertThatThrownBy(
            () -> admin.sites().create("blog.example.com", ZoneId.of("UTC"), "you@example.org"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("belongs to another owner than you@example.org");
  }

  private Callable<Object> deletion(CyclicBarrier start, String email) {
    return () -> {
      start.await();
      return users.delete(email);
    };
  }
}
