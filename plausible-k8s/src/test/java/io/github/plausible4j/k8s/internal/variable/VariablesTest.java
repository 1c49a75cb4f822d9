package io.github.plausible4j.k8s.internal.variable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.variable.Variable.Kind;
import io.github.plausible4j.k8s.internal.variable.Variable.Role;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.stack.MailProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
  /** Reading the table refuses a name that is there twice, so a name has one role. */
  @Test
  void everyVariableHasOneRoleAndSaysWhoSetsIt() {
    assertThat(Variables.all()).hasSizeGreaterThan(100);
    assertThat(Variables.all())
        .allSatisfy(
            variable -> {
              assertThat(Variables.find(variable.name())).contains(variable);
              assertThat(variable.owner().equals("-")).isEqualTo(variable.role() == Role.SETTING);
              assertThat(variable.words().isEmpty()).isEqualTo(variable.kind() != Kind.WORD);
            });
    assertThat(Variables.all()).extracting(Variable::name).doesNotHaveDuplicates();
  }

  /** The value of a name that sounds like a secret is not shown. */
  @Test
  void namesThatSoundSecretAreSecret() {
    for (String end :
        List.of("_SECRET", "_PWD", "_PASSWORD", "_TOKEN", "_API_KEY", "_LICENSE_KEY")) {
      assertThat(Variables.all())
          .filteredOn(variable -> variable.name().endsWith(end))
          .allMatch(Variable::secret);
    }
    assertThat(Variables.isPublic("LOG_LEVEL")).isTrue();
    assertThat(Variables.isPublic("DATABASE_URL")).isFalse();
    assertThat(Variables.isPublic("A_NAME_OF_ANOTHER_PROGRAM")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "DISABLE_AUTH, 1.4.4, true",
    "DISABLE_AUTH, 1.5.0, false",
    "TOTP_VAULT_KEY, 2.0.0, false",
    "TOTP_VAULT_KEY, 3.2.1, true",
    "DATABASE_SOCKET_DIR, 2.1.1, true",
    "DATABASE_SOCKET_DIR, 2.1.2, false"
  })
  void aVariableIsReadBySomeReleases(String name, String version, boolean read) {
    assertThat(Variables.find(name).orElseThrow().isReadBy(PlausibleVersion.of(version)))
        .isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAUSIBLE_SECRET_KEY_BASE, SECRET_KEY_BASE",
    "X_TOTP_VAULT_KEY, TOTP_VAULT_KEY",
    "X_BASE_URL, BASE_URL",
    "SMTP_HOST, SMTP_HOST_ADDR",
    "SMTP_SERVER, SMTP_HOST_ADDR",
    "MAIL_HOST, SMTP_HOST_ADDR",
    "SMTP_PORT, SMTP_HOST_PORT",
    "SMTP_USER, SMTP_USER_NAME",
    "SMTP_USERNAME, SMTP_USER_NAME",
    "SMTP_PASS, SMTP_USER_PWD",
    "SMTP_PASSWORD, SMTP_USER_PWD",
    "SMTP_FROM, MAILER_EMAIL",
    "SECRET_KEYBASE, SECRET_KEY_BASE",
    "DISABLE_REGISTRATON, DISABLE_REGISTRATION"
  })
  void aNameThatIsNearlyRightLeadsToTheRightOne(String name, String right) {
    assertThat(NameSuggestion.of(name)).contains(right);
  }

  @ParameterizedTest
  @EnumSource(MailProvider.class)
  void theKeyOfEachMailProviderIsFoundByOtherWords(MailProvider provider) {
    assertThat(Variables.find(provider.variable())).isPresent();
    assertThat(NameSuggestion.of(provider.name() + "_TOKEN")).contains(provider.variable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECRET_KEY_BASE",
        "LETS_ENCRYPT_EMAIL",
        "IMMICH_DB_PASSWORD",
        "R2_ACCESS_KEY_ID",
        "TZ",
        "DOMAINS",
        "CLOUDFLARE_TOKEN",
        "MINIO_ROOT_USER",
        "DATABASE_POOL_SIZE"
      })
  void namesOfOtherProgramsAreLeftAlone(String name) {
    assertThat(NameSuggestion.of(name)).isEmpty();
  }
}
