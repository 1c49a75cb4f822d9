package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.plausible4j.admin.model.ApiKey;
import io.github.plausible4j.admin.model.GoalInfo;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.PluginToken;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.SharedLinkInfo;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that PostgreSQL would refuse or change are refused by name, and change nothing. */
class StorableTextsTest {
  private static final String ME = "me@example.org";
  private static final String BLOG = "blog.example.com";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin =
      PlausibleAdmin.connect(database.dataSource())
          .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text("email", (admin, t) -> admin.users().find(t)),
        text("email", (admin, t) -> admin.users().verifyEmail(t)),
        text("email", (admin, t) -> admin.users().delete(t)),
        text("email", (admin, t) -> admin.users().resetPassword(t, OperationRows.goodPassword())),
        text("email", (admin, t) -> admin.users().disableTwoFactor(t)),
        text("email", (admin, t) -> NewUser.of(t + "@example.org", OperationRows.goodPassword())),
        text("name", (a, t) -> NewUser.builder(ME, OperationRows.goodPassword()).name(t).build()),
        text("domain", (admin, t) -> admin.sites().find(t)),
        text("domain", (admin, t) -> admin.sites().create(t, ZoneId.of("UTC"), ME)),
        text("email", (admin, t) -> admin.sites().create("a.example", ZoneId.of("UTC"), t)),
        text("domain", (admin, t) -> admin.sites().changeDomain(BLOG, t)),
        text("property", (admin, t) -> admin.sites().allowProperties(BLOG, List.of(t))),
        text("event name", (admin, t) -> admin.goals().addEvent(BLOG, t)),
        text("page", (admin, t) -> admin.goals().addPage(BLOG, "/" + t)),
        text("name", (admin, t) -> admin.sharedLinks().create(BLOG, t)),
        text("email", (admin, t) -> admin.apiKeys().list(t)),
        text("email", (admin, t) -> admin.apiKeys().mint(t, "build")),
        text("name", (admin, t) -> admin.apiKeys().mint(ME, t)),
        text("description", (admin, t) -> admin.pluginTokens().mint(BLOG, t)),
        text("email", (admin, t) -> admin.sessions().list(t)),
        text("email", (admin, t) -> admin.sessions().revokeAll(t)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aNulAndHalfACharacterAreRefused(String field, Use use) {
    String before = database.content();

    for (String text : List.of("a\0b", "a\ud83d")) {
      assertThatThrownBy(() -> use.of(admin, text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(field + " ");
    }
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void whatIsTooLongIsRefusedWithItsLimit() {
    Consumer<Runnable> tooLong =
        use ->
            assertThatThrownBy(use::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long; use 1 to ");
    String text = "x".repeat(3000);

    tooLong.accept(() -> admin.apiKeys().mint(ME, text));
    tooLong.accept(() -> admin.pluginTokens().mint(BLOG, text));
    tooLong.accept(() -> admin.sharedLinks().create(BLOG, text));
    tooLong.accept(() -> admin.sites().allowProperties(BLOG, List.of(text)));
    tooLong.accept(() -> admin.goals().addEvent(BLOG, text));
    tooLong.accept(() -> admin.goals().addPage(BLOG, "/" + text));
    tooLong.accept(() -> NewUser.builder(ME, OperationRows.goodPassword()).name(text).build());
  }

  @Test
  void whatLooksLikeSqlIsAText() {
    String name = "'); DROP TABLE users; -- \"\\ $1 ?";

    admin.apiKeys().mint(ME, name);
    admin.goals().addEvent(BLOG, name);
    admin.sharedLinks().create(BLOG, name);
    admin.pluginTokens().mint(BLOG, name);
    admin.sites().allowProperties(BLOG, List.of(name, "{a,b}", "NULL"));

    assertThat(admin.apiKeys().list(ME)).extracting(ApiKey::name).contains(name);
    assertThat(admin.goals().list(BLOG)).extracting(GoalInfo::target).contains(name);
    assertThat(admin.sharedLinks().list(BLOG)).extracting(SharedLinkInfo::name).contains(name);
    assertThat(admin.pluginTokens().list(BLOG)).extracting(PluginToken::description).contains(name);
    assertThat(database.column("SELECT unnest(allowed_event_props) FROM sites"))
        .containsExactly(name, "{a,b}", "NULL");
  }

  @Test
  void aKeyThatNoHeaderCarriesIsRefused() {
    assertThatThrownBy(
            () -> admin.apiKeys().register(ME, "vault", SecretValue.of("k".repeat(40) + "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("white space or non-ASCII characters")
        .hasMessageNotContaining("kkk");
  }

  @FunctionalInterface
  interface Use {
    void of(PlausibleAdmin admin, String text);
  }

  private static Arguments text(String field, Use use) {
    return arguments(field, use);
  }
}
