package io.github.plausible4j.admin.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.admin.postgres.SampleData;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Known values of the forms in which Plausible stores secrets. */
class StoredFormsTest {
  private static final String KEY = "Ab3-_xYz".repeat(8);

  @Test
  void anApiKeyIsStoredAsSha256OverTheSecretKeyBaseAndTheKey() {
    assertThat(ApiKeyHash.of(SampleData.SECRET_KEY_BASE, KEY))
        .isEqualTo("737227bf03ce57e2ae9d251c63397537f51f6b2c108af486ee39ac2a92e9af2f");
    assertThat(ApiKeyHash.prefix(KEY)).isEqualTo("Ab3-_x");
  }

  @Test
  void aPluginTokenIsStoredAsUnsaltedSha256() {
    byte[] counted = new byte[30];
    for (byte i = 0; i < counted.length; i++) {
      counted[i] = i;
    }
    String token = "plausible-plugin-selfhost-" + Base64.getEncoder().encodeToString(counted);

    assertThat(HexFormat.of().formatHex(PluginTokenHash.of(token)))
        .isEqualTo("ba76f4c2bc8d7419e3390e93242353219e5c4c713077269c023deb1791cfa20e");
    assertThat(PluginTokenHash.hint(token)).isEqualTo("Gxwd");
  }

  @Test
  void withoutAVaultKeyTheServerDerivesOneFromTheSecretKeyBase() {
    assertThat(TotpVault.derivedKey(SampleData.SECRET_KEY_BASE))
        .isEqualTo("elxb2f9pXUn/bClZN0kwEj5WSaEBSKHT6VPJUqEWjaQ=");
  }

  @Test
  void aSecondFactorIsStoredWithTagIvGcmTagAndCiphertext() throws Exception {
    String vaultKey = TotpVault.derivedKey(SampleData.SECRET_KEY_BASE);
    byte[] plain = "twenty random bytes!".getBytes(US_ASCII);

    byte[] stored = TotpVault.of(vaultKey).encrypt(plain);

    assertThat(stored).hasSize(2 + 10 + 12 + 16 + 20);
    assertThat(Arrays.copyOf(stored, 12))
        .isEqualTo(HexFormat.of().parseHex("010a4145532e47434d2e5631"));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Base64.getDecoder().decode(vaultKey), "AES"),
        new GCMParameterSpec(128, Arrays.copyOfRange(stored, 12, 24)));
    cipher.updateAAD("AES256GCM".getBytes(US_ASCII));
    cipher.update(Arrays.copyOfRange(stored, 40, 60));
    assertThat(cipher.doFinal(Arrays.copyOfRange(stored, 24, 40))).isEqualTo(plain);
  }

  /** Made by Python's cryptography package: AESGCM(bytes(range(32))), IV of bytes 32 to 43. */
  @Test
  void whatAnotherImplementationEncryptedIsRead() throws Exception {
    byte[] key = new byte[32];
    for (byte i = 0; i < key.length; i++) {
      key[i] = i;
    }
    TotpVault vault = TotpVault.of(Base64.getEncoder().encodeToString(key));
    String vector =
        "010a4145532e47434d2e5631202122232425262728292a2b2384e59c1ddaafd7d8e521fb728a2f34a64dc31e18e13a7c7b1226a1ac389680a42c9fbd";

    assertThat(vault.decrypt(HexFormat.of().parseHex(vector)))
        .isEqualTo("twenty random bytes!".getBytes(US_ASCII));
  }

  @Property(tries = 200)
  void whatTheVaultEncryptsItReads(@ForAll @Size(max = 64) byte[] plain) throws Exception {
    TotpVault vault = TotpVault.of(RandomTexts.totpVaultKey());
    assertThat(vault.decrypt(vault.encrypt(plain))).isEqualTo(plain);
  }

  @Test
  void anotherKeyAndBrokenBytesAreDistinguished() {
    byte[] stored = TotpVault.of(RandomTexts.totpVaultKey()).encrypt(new byte[20]);
    TotpVault other = TotpVault.of(RandomTexts.totpVaultKey());

    assertThatThrownBy(() -> other.decrypt(stored))
        .isInstanceOf(WrongVaultKeyException.class)
        .hasMessage("was not encrypted with this TOTP_VAULT_KEY");
    assertThatThrownBy(() -> other.decrypt(new byte[60]))
        .isInstanceOf(WrongVaultKeyException.class)
        .hasMessage("is not in the format of the vault");
  }

  @Test
  void aWrongVaultKeyIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> TotpVault.of("not*base64"))
        .hasMessage("TOTP_VAULT_KEY is not base64")
        .hasNoCause();
    assertThatThrownBy(() -> TotpVault.of("c2hvcnQ="))
        .hasMessage("TOTP_VAULT_KEY is base64 of 5 bytes instead of 32");
  }

  @Test
  void randomTextsHaveTheFormsOfTheApplication() {
    assertThat(RandomTexts.apiKey()).matches("[A-Za-z0-9_-]{64}");
    assertThat(RandomTexts.pluginToken()).matches("plausible-plugin-selfhost-[A-Za-z0-9+/]{40}");
    assertThat(RandomTexts.nanoId()).matches("[A-Za-z0-9_-]{21}");
    assertThat(RandomTexts.trustedDeviceToken()).matches("[A-Za-z0-9+/]{27}");
    assertThat(RandomTexts.secretKeyBase()).hasSize(64);
    assertThat(Base64.getDecoder().decode(RandomTexts.totpVaultKey())).hasSize(32);
    assertThat(RandomTexts.password()).matches("[A-Za-z0-9_-]{43}");
  }
}
