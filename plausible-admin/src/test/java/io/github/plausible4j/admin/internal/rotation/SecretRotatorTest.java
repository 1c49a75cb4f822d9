package io.github.plausible4j.admin.internal.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.SecretRotator;
import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationListener;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.RotationResult;
import io.github.plausible4j.admin.rotation.RotationStep;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SecretRotatorTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final MemoryLease lease = new MemoryLease();

  @Test
  void aPlanSaysInWordsWhatHappensAndWhatBreaks() {
    try (TestStack stack = RotationCase.TWO_LOGINS.stack(PostgresMajor.V18)) {
      assertThat(rotator(stack).plan(StackSecret.POSTGRES_PASSWORD))
          .hasToString(
              """
              Rotation of POSTGRES_PASSWORD
                1. Create version v2 beside v1, which stays live, and retire all but 2 older ones
                2. Give the idle login @_a, a member of @, the new password
                3. Connect with it and act as @
                4. Make version v2 live and restart what reads it
                5. Check that no session of @ is left
                6. Remove the password of @
                   (from here on it can be finished but not rolled back)
              What breaks:
                - other programs that use the old login can no longer connect, for good, at the end
              """
                  .replace("@", stack.owner()));
      assertThat(journal.written()).isEmpty();
    }
  }

  @Test
  void thePlanForASecretKeyBaseCountsWhatItBreaks() {
    try (TestStack stack = RotationCase.SECRET_KEY_BASE.stack(PostgresMajor.V18)) {
      assertThat(
              rotator(stack)
                  .plan(StackSecret.SECRET_KEY_BASE, RotationCase.SECRET_KEY_BASE.options(1))
                  .toString())
          .contains("- 1 API keys that are not known here stop working, for good")
          .contains("- everybody is logged out (1 sessions), until the next login")
          .contains("Must be acknowledged: [API_KEYS_STOP_WORKING, EVERYBODY_IS_LOGGED_OUT]");
      assertThat(rotator(stack).plan(StackSecret.SECRET_KEY_BASE).toString())
          .contains("- 2 API keys that are not known here stop working");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StackSecret.class,
      names = {"SECRET_KEY_BASE", "TOTP_VAULT_KEY"})
  void consequencesMustBeAcknowledged(StackSecret secret) {
    try (TestStack stack = RotationCase.TOTP_VAULT_KEY.stack(PostgresMajor.V18)) {
      assertThatThrownBy(() -> rotator(stack).rotate(secret, RotationOptions.defaults()))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("not acknowledged: [");
      assertThat(journal.written()).isEmpty();
      assertThat(lease.isFree()).isTrue();
    }
  }

  @Test
  void aNewSecretKeyBaseKeepsKnownKeysReplacesOthersAndPinsTheVaultKey() {
    try (TestStack stack = RotationCase.SECRET_KEY_BASE.stack(PostgresMajor.V18)) {
      RotationResult result =
          rotator(stack)
              .rotate(StackSecret.SECRET_KEY_BASE, RotationCase.SECRET_KEY_BASE.options(1));

      SecretValue base =
          SecretLookup.liveValue(stack, StackSecret.SECRET_KEY_BASE, "SECRET_KEY_BASE");
      assertThat(base.reveal()).hasSize(64).isNotEqualTo(SampleData.SECRET_KEY_BASE);
      assertThat(result.mintedApiKeys())
          .singleElement()
          .satisfies(
              key -> {
                assertThat(key.name()).isEqualTo("unknown");
                assertThat(key.toString()).doesNotContain(key.key().reveal());
              });
      assertThat(stack.asOwner().column("SELECT key_hash FROM api_keys ORDER BY name"))
          .containsExactly(
              ApiKeyHash.of(base.reveal(), RotationCase.KNOWN_KEY.reveal()),
              ApiKeyHash.of(base.reveal(), result.mintedApiKeys().get(0).key().reveal()));
      assertThat(
              SecretLookup.liveValue(stack, StackSecret.TOTP_VAULT_KEY, "TOTP_VAULT_KEY").reveal())
          .isEqualTo(TotpVault.derivedKey(SampleData.SECRET_KEY_BASE));
      assertThat(stack.asOwner().holds("NOT EXISTS (SELECT 1 FROM user_sessions)")).isTrue();
    }
  }

  @Test
  void aRollbackOfASecretKeyBaseRestoresEverything() {
    try (TestStack stack = RotationCase.SECRET_KEY_BASE.stack(PostgresMajor.V18)) {
      String before = stack.asOwner().content();
      SecretRotator doomed = rotator(stack).withListener(SimulatedKill.at(3, false));
      assertThatThrownBy(
              () ->
                  doomed.rotate(
                      StackSecret.SECRET_KEY_BASE, RotationCase.SECRET_KEY_BASE.options(1)))
          .isInstanceOf(SimulatedKill.class);
      lease.expire();

      rotator(stack).rollback();

      assertThat(stack.asOwner().content()).isEqualTo(before);
    }
  }

  @Test
  void aSecondFactorThatNoKeyReadsStopsBeforeAnythingIsLost() {
    try (TestStack stack = RotationCase.TOTP_VAULT_KEY.stack(PostgresMajor.V18)) {
      stack
          .asOwner()
          .run(
              "INSERT INTO users (email, totp_secret, inserted_at, updated_at) VALUES"
                  + " ('you@example.org', ?, now(), now())",
              TotpVault.of(RandomTexts.totpVaultKey()).encrypt(new byte[20]));
      String before = stack.asOwner().content();

      assertThatThrownBy(
              () ->
                  rotator(stack)
                      .rotate(StackSecret.TOTP_VAULT_KEY, RotationCase.TOTP_VAULT_KEY.options(1)))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining("The TOTP secrets of 1 users cannot be decrypted")
          .hasMessageContaining("ids [2]");
      assertThat(stack.asOwner().content()).isEqualTo(before);
      stack.asOwner().run("UPDATE users SET totp_secret = NULL WHERE id = 2");
      assertThat(rotator(stack).resume().outcome()).isEqualTo(RotationResult.Outcome.FINISHED);
    }
  }

  @Test
  void twoRotatorsAreKeptApart() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      AtomicReference<Throwable> second = new AtomicReference<>();
      RotationListener listener =
          new RotationListener() {
            @Override
            public void after(RotationStep step) {
              try {
                rotator(stack)
                    .rotate(StackSecret.MAIL_CREDENTIAL, RotationCase.MAIL_CREDENTIAL.options(1));
              } catch (RotationException e) {
                second.set(e);
              }
            }
          };

      rotator(stack)
          .withListener(listener)
          .rotate(StackSecret.TUNNEL_TOKEN, RotationCase.TUNNEL_TOKEN.options(1));

      assertThat(second.get()).hasMessageContaining("Another rotator works on this stack");
      assertThat(stack.liveVersion(StackSecret.MAIL_CREDENTIAL)).contains("v1");
    }
  }

  @Test
  void aCredentialThatItsCheckRefusesChangesNothing() {
    try (TestStack stack = RotationCase.MAIL_CREDENTIAL.stack(PostgresMajor.V18)) {
      RotationOptions options =
          RotationOptions.builder()
              .newValue(SecretValue.of("wrong"))
              .check(
                  value -> {
                    throw new IllegalStateException("535 authentication failed");
                  })
              .build();

      assertThatThrownBy(() -> rotator(stack).rotate(StackSecret.MAIL_CREDENTIAL, options))
          .hasMessage("535 authentication failed");
      assertThat(journal.written()).isEmpty();
      assertThat(stack.versions(StackSecret.MAIL_CREDENTIAL)).containsExactly("v1");
      assertThat(lease.isFree()).isTrue();
    }
  }

  @Test
  void whatIsMadeElsewhereMustBeBrought() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      assertThatThrownBy(
              () -> rotator(stack).rotate(StackSecret.TUNNEL_TOKEN, RotationOptions.defaults()))
          .hasMessageContaining("TUNNEL_TOKEN cannot be generated; pass it as newValue");
      assertThat(journal.written()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SECRET_KEY_BASE,too-short,is too short; use 64 characters",
    "TOTP_VAULT_KEY,not-base64,TOTP_VAULT_KEY is not base64; use base64 of 32 random bytes",
    "ADMIN_PASSWORD,password1234,is easy to guess",
    "MAIL_CREDENTIAL,' in-a-file ',begins or ends with white space; remove that",
    "MAIL_CREDENTIAL,first-mail-password,is already live; set another one",
  })
  void aValueThatIsRefusedPutsNoRotationUnderWay(
      StackSecret secret, String value, String complaint) {
    try (TestStack stack = RotationCase.TOTP_VAULT_KEY.stack(PostgresMajor.V18)) {
      RotationOptions options =
          RotationOptions.builder()
              .acknowledge(Consequence.values())
              .newValue(SecretValue.of(value))
              .build();

      assertThatThrownBy(() -> rotator(stack).rotate(secret, options))
          .isInstanceOf(RotationException.class)
          .hasMessageContaining(complaint)
          .message()
          .doesNotContain(value);
      assertThat(journal.written()).isEmpty();
      assertThat(stack.versions(secret)).containsExactly("v1");
      assertThat(lease.isFree()).isTrue();
    }
  }

  @Test
  void theSecretKeyBaseThatIsLiveIsNoNewOneAndItsKnownKeysStay() {
    try (TestStack stack = RotationCase.SECRET_KEY_BASE.stack(PostgresMajor.V18)) {
      String before = stack.asOwner().content();
      RotationOptions options =
          RotationOptions.builder()
              .acknowledge(Consequence.values())
              .newValue(SecretValue.of(SampleData.SECRET_KEY_BASE))
              .knownApiKeys(List.of(RotationCase.KNOWN_KEY))
              .build();

      assertThatThrownBy(() -> rotator(stack).rotate(StackSecret.SECRET_KEY_BASE, options))
          .hasMessageContaining("is already live");
      assertThat(stack.asOwner().content()).isEqualTo(before);
    }
  }

  @Test
  void oneRotatorThatIsAskedTwiceAtOnceIsKeptApartFromItself() {
    try (TestStack stack = RotationCase.TUNNEL_TOKEN.stack(PostgresMajor.V18)) {
      AtomicReference<SecretRotator> same = new AtomicReference<>();
      List<String> refusals = new ArrayList<>();
      List<Boolean> free = new ArrayList<>();
      RotationListener impatient =
          new RotationListener() {
            @Override
            public void before(RotationStep step) {
              try {
                same.get().resume();
              } catch (RotationException e) {
                refusals.add(e.getMessage());
              }
              free.add(lease.isFree());
            }
          };
      same.set(rotator(stack).withListener(impatient));

      same.get().rotate(StackSecret.TUNNEL_TOKEN, RotationCase.TUNNEL_TOKEN.options(1));

      assertThat(refusals).allMatch(text -> text.startsWith("Another rotator works")).hasSize(2);
      assertThat(free).containsOnly(false);
    }
  }

  @Test
  void aNewAdminPasswordEndsTheSessionsAndTheTrustInDevices() {
    try (TestStack stack = RotationCase.ADMIN_PASSWORD.stack(PostgresMajor.V18)) {
      stack.asOwner().run("UPDATE users SET totp_token = 'of-a-lost-telephone'");

      rotator(stack).rotate(StackSecret.ADMIN_PASSWORD, RotationOptions.defaults());

      assertThat(stack.asOwner().holds("NOT EXISTS (SELECT 1 FROM user_sessions)")).isTrue();
      assertThat(stack.asOwner().value("SELECT totp_token FROM users"))
          .hasSize(27)
          .isNotEqualTo("of-a-lost-telephone");
    }
  }

  @Test
  void aSecretThatTheStackDoesNotHaveIsNamed() {
    try (TestStack stack = TestStack.adopted(PostgresMajor.V18, true)) {
      assertThatThrownBy(() -> rotator(stack).plan(StackSecret.TUNNEL_TOKEN))
          .hasMessage(
              "The stack has no TUNNEL_TOKEN, so there is nothing to rotate; if it should have one,"
                  + " create the rotator with the stack as it was applied last, with its name and"
                  + " namespace");
    }
  }

  private SecretRotator rotator(TestStack stack) {
    return SecretRotator.of(stack, journal, lease);
  }
}
