package io.github.plausible4j.k8s.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.render.SecretEntry.Composed;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Encoding;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Kind;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Text;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SecretEntryTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aKeyBaseIsLongEnoughForTheCookieStore() {
    assertThat(Kind.KEY_BASE.generate(random).getBytes(StandardCharsets.UTF_8))
        .hasSizeGreaterThanOrEqualTo(64);
  }

  @Test
  void aVaultKeyIsBase64OfThirtyTwoBytes() {
    String key = Kind.BASE64_OF_32_BYTES.generate(random);
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(key).isEqualTo(key.strip());
  }

  @Test
  void noGeneratedPasswordIsMadeTwice() {
    assertThat(Kind.PASSWORD.generate(random))
        .matches("[A-Za-z0-9]{32}")
        .isNotEqualTo(Kind.PASSWORD.generate(random));
  }

  @Property
  void anyPasswordComesBackFromAnAddress(@ForAll @NotEmpty String password) {
    String wellFormed =
        new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Composed url =
        Composed.of(
            "DATABASE_URL",
            new Text("postgres://plausible:"),
            new Reference("plausible-database", "password", Encoding.PERCENT),
            new Text("@db.example.org:5432/plausible_db"));

    URI parsed = URI.create(url.compose(reference -> wellFormed));

    assertThat(parsed.getHost()).isEqualTo("db.example.org");
    assertThat(parsed.getUserInfo()).isEqualTo("plausible:" + wellFormed);
  }

  @Test
  void aGivenValueIsShownNowhere() {
    SecretValue value = SecretSource.of("hunter2hunter2");
    assertThat(new SecretEntry.Given("token", value).toString()).doesNotContain("hunter2");
    assertThat(value).isEqualTo(SecretSource.of("hunter2hunter2"));
  }
}
