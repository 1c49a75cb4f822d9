package io.github.plausible4j.admin.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Hashes cross-checked with Spring Security's own bcrypt; rules as the application has them. */
class PasswordTest {
  @ParameterizedTest
  @ValueSource(strings = {"violet-anchor-tundra-47", "pässwörd mit Ümläuten", "x"})
  void anotherImplementationAcceptsWhatIsHashedHere(String password) {
    String hash = PasswordHash.of(password.toCharArray());

    assertThat(hash).startsWith("$2b$12$").hasSize(60);
    assertThat(BCrypt.checkpw(password, hash)).isTrue();
    assertThat(BCrypt.checkpw(password + "!", hash)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"violet-anchor-tundra-47,$2b", "pässwörd mit Ümläuten,$2a", "x,$2y"})
  void whatAnotherImplementationHashedIsAcceptedHere(String password, String version) {
    String hash = BCrypt.hashpw(password, BCrypt.gensalt(version, 4));

    assertThat(PasswordHash.matches(password.toCharArray(), hash)).isTrue();
    assertThat(PasswordHash.matches((password + "!").toCharArray(), hash)).isFalse();
  }

  @Test
  void ofALongPasswordTheFirst72BytesCount() {
    String password = "0123456789".repeat(12);
    String hash = PasswordHash.of(password.toCharArray());

    assertThat(BCrypt.checkpw(password, hash)).isTrue();
    assertThat(PasswordHash.matches(password.substring(0, 72).toCharArray(), hash)).isTrue();
    assertThat(PasswordHash.matches(password.substring(0, 71).toCharArray(), hash)).isFalse();
  }

  @Test
  void noHashMatchesNoPassword() {
    assertThat(PasswordHash.matches("x".toCharArray(), null)).isFalse();
    assertThat(PasswordHash.matches("x".toCharArray(), "no hash")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "violet-anchor-tundra-47,",
    "passwordpassword,is easy to guess",
    "me@example.org12,is easy to guess",
    "sh0rt,has 5 characters; use 12 to 128",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,",
  })
  void passwordsAreJudgedAsTheApplicationJudgesThem(String password, String violation) {
    List<String> found =
        PasswordRules.violations(password.toCharArray(), 128, List.of("me@example.org"));

    if (violation == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).anySatisfy(line -> assertThat(line).startsWith(violation));
      assertThat(found).noneSatisfy(line -> assertThat(line).contains(password));
    }
  }

  @Test
  void aPasswordMayHave128CharactersAndNoMore() {
    assertThat(PasswordRules.violations("a1".repeat(64).toCharArray(), 128, List.of())).isEmpty();
    assertThat(PasswordRules.violations("a".repeat(129).toCharArray(), 128, List.of()))
        .containsExactly("has 129 characters; use 12 to 128");
  }
}
