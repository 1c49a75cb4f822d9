package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.PluginTokenHash;
import io.github.plausible4j.admin.model.ApiKey;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.MintedApiKey;
import io.github.plausible4j.admin.model.MintedPluginToken;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.PluginToken;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.Session;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final String ME = "me@example.org";

  private final TestDatabase database =
      SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
  private final PlausibleAdmin admin =
      PlausibleAdmin.connect(database.dataSource())
          .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));

  @AfterEach
  void giveTheDatabaseBack() {
    database.close();
  }

  @Test
  void aMintedKeyIsShownOnceAndStoredAsItsHash() {
    MintedApiKey minted = admin.apiKeys().mint(ME, "build");

    assertThat(minted.key().reveal()).hasSize(64);
    assertThat(minted.toString()).doesNotContain(minted.key().reveal());
    assertThat(database.content())
        .contains(ApiKeyHash.of(SampleData.SECRET_KEY_BASE, minted.key().reveal()))
        .doesNotContain(minted.key().reveal());
    assertThat(admin.apiKeys().list(ME)).extracting(ApiKey::name).contains("build");
    assertThat(admin.apiKeys().revoke(minted.key()).outcome()).isEqualTo(ChangeOutcome.CHANGED);
    assertThat(admin.apiKeys().revoke(minted.key()).outcome()).isEqualTo(ChangeOutcome.NOT_FOUND);
  }

  @Test
  void aPreviewedKeyIsNotStored() {
    MintedApiKey minted = admin.preview().apiKeys().mint(ME, "build");

    assertThat(database.content())
        .doesNotContain(ApiKeyHash.of(SampleData.SECRET_KEY_BASE, minted.key().reveal()));
  }

  @Test
  void aMemberOfSeveralTeamsGetsAKeyForAllSites() {
    admin.users().create(NewUser.of("new@example.org", OperationRows.goodPassword()));
    database.run(
        "INSERT INTO team_memberships (team_id, user_id, role, inserted_at, updated_at)"
            + " SELECT 1, id, 'viewer', now(), now() FROM users WHERE email = 'new@example.org'");

    assertThat(admin.apiKeys().mint(ME, "one team").details().teamId()).hasValue(1);
    assertThat(admin.apiKeys().mint("new@example.org", "all").details().teamId()).isEmpty();
  }

  @Test
  void aKeyOfAnotherUserIsNotTakenOver() {
    SecretValue key = SecretValue.of("k".repeat(64));
    admin.apiKeys().register(ME, "vault", key);

    assertThatThrownBy(() -> admin.apiKeys().register("you@example.org", "vault", key))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("valid for another user, Me@example.org")
        .hasMessageNotContaining(key.reveal());
  }

  @Test
  void withoutTheSecretKeyBaseNoKeyIsMade() {
    PlausibleAdmin without = PlausibleAdmin.connect(database.dataSource());

    assertThatThrownBy(() -> without.apiKeys().mint(ME, "build"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withSecretKeyBase");
    assertThatThrownBy(() -> without.withSecretKeyBase(SecretValue.of("too short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 9 bytes")
        .hasMessageNotContaining("too short");
  }

  @Test
  void whoIsNotThereGetsNoKey() {
    assertThatThrownBy(() -> admin.apiKeys().mint("ghost@example.org", "build"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("There is no user \"ghost@example.org\"");
  }

  @Test
  void aPluginTokenIsShownOnceAndStoredAsItsHash() {
    MintedPluginToken minted = admin.pluginTokens().mint("blog.example.com", "wordpress");

    assertThat(minted.toString()).doesNotContain(minted.token().reveal());
    assertThat(database.content())
        .contains(HexFormat.of().formatHex(PluginTokenHash.of(minted.token().reveal())))
        .doesNotContain(minted.token().reveal());
    assertThat(admin.pluginTokens().list("blog.example.com"))
        .extracting(PluginToken::description)
        .contains("wordpress", "old token");
  }

  @Test
  void sessionsAreListedWithTheirDevice() {
    assertThat(admin.sessions().list(ME)).extracting(Session::device).containsExactly("Firefox");
    assertThat(admin.sessions().list()).hasSize(1);
    assertThat(admin.sessions().revokeAll("ghost@example.org").outcome())
        .isEqualTo(ChangeOutcome.NOT_FOUND);
  }

  @Test
  void secretsAreEqualByValueAndNeverShown() {
    assertThat(SecretValue.of("a"))
        .isEqualTo(SecretValue.of("a"))
        .isNotEqualTo(SecretValue.of("b"));
    assertThat(SecretValue.of("hunter2")).hasToString("SecretValue[****]");
    assertThatThrownBy(() -> SecretValue.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
