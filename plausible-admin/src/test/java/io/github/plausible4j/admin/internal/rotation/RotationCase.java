package io.github.plausible4j.admin.internal.rotation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.plausible4j.admin.PlausibleAdmin;
import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.internal.crypto.TotpVault;
import io.github.plausible4j.admin.internal.crypto.WrongVaultKeyException;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.Consequence;
import io.github.plausible4j.admin.rotation.PostgresMode;
import io.github.plausible4j.admin.rotation.RotationOptions;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Each kind of rotation on a stack of its own, and what must be true of it between rotations. */
enum RotationCase {
  TWO_LOGINS(StackSecret.POSTGRES_PASSWORD),
  SINGLE_LOGIN(StackSecret.POSTGRES_PASSWORD),
  SINGLE_LOGIN_BY_ITSELF(StackSecret.POSTGRES_PASSWORD),
  CLICKHOUSE_BY_STATEMENT(StackSecret.CLICKHOUSE_PASSWORD),
  CLICKHOUSE_BY_RESTART(StackSecret.CLICKHOUSE_PASSWORD),
  SECRET_KEY_BASE(StackSecret.SECRET_KEY_BASE),
  TOTP_VAULT_KEY(StackSecret.TOTP_VAULT_KEY),
  ADMIN_PASSWORD(StackSecret.ADMIN_PASSWORD),
  MAIL_CREDENTIAL(StackSecret.MAIL_CREDENTIAL),
  TUNNEL_TOKEN(StackSecret.TUNNEL_TOKEN);

  static final SecretValue KNOWN_KEY = SecretValue.of("Ab3-_xYz".repeat(8));
  private static final String FIRST_PASSWORD = "violet-anchor-tundra-47";
  private static final String FIRST_HASH = FastHash.of(FIRST_PASSWORD);
  private static final byte[] FACTOR = "twenty random bytes!".getBytes(US_ASCII);

  private final StackSecret secret;

  RotationCase(StackSecret secret) {
    this.secret = secret;
  }

  StackSecret secret() {
    return secret;
  }

  TestStack stack(PostgresMajor major) {
    TestStack stack = TestStack.adopted(major, this != SINGLE_LOGIN_BY_ITSELF);
    String derived = TotpVault.derivedKey(SampleData.SECRET_KEY_BASE);
    if (this == TOTP_VAULT_KEY) {
      stack.add(StackSecret.TOTP_VAULT_KEY, Map.of("TOTP_VAULT_KEY", SecretValue.of(derived)));
    }
    if (secret == StackSecret.CLICKHOUSE_PASSWORD) {
      stack.withClickHouse(
          this == CLICKHOUSE_BY_RESTART ? ClickHouseMode.READS_SECRET : ClickHouseMode.STATEMENT);
    }
    stack.add(
        StackSecret.ADMIN_PASSWORD,
        Map.of(
            "email",
            SecretValue.of("me@example.org"),
            "password",
            SecretValue.of("forgotten-long-ago")));
    stack.add(
        StackSecret.MAIL_CREDENTIAL,
        Map.of("SMTP_USER_PWD", SecretValue.of("first-mail-password")));
    stack.add(StackSecret.TUNNEL_TOKEN, Map.of("token", SecretValue.of("first-tunnel-token")));
    stack.restart();
    TestDatabase database = stack.asOwner();
    database.run(
        "INSERT INTO users (email, name, password_hash, totp_enabled, totp_secret, inserted_at,"
            + " updated_at) VALUES ('me@example.org', 'Me', ?, true, ?, now(), now())",
        FIRST_HASH,
        TotpVault.of(derived).encrypt(FACTOR));
    database.run(
        "INSERT INTO user_sessions (user_id, token, device, last_used_at, timeout_at, inserted_at)"
            + " VALUES (1, '\\x01', 'Firefox', now(), now(), now())");
    PlausibleAdmin admin =
        PlausibleAdmin.connect(database.dataSource())
            .withSecretKeyBase(SecretValue.of(SampleData.SECRET_KEY_BASE));
    admin.apiKeys().register("me@example.org", "known", KNOWN_KEY);
    admin.apiKeys().register("me@example.org", "unknown", SecretValue.of("u".repeat(64)));
    return stack;
  }

  RotationOptions options(int run) {
    RotationOptions.Builder options =
        RotationOptions.builder()
            .acknowledge(Consequence.values())
            .knownApiKeys(List.of(KNOWN_KEY))
            .remintApiKeys();
    switch (this) {
      case TWO_LOGINS -> options.postgresMode(PostgresMode.TWO_LOGINS);
      case SINGLE_LOGIN, SINGLE_LOGIN_BY_ITSELF -> options.postgresMode(PostgresMode.SINGLE_LOGIN);
      case MAIL_CREDENTIAL -> options.newValue(SecretValue.of("mail-password-number-" + run));
      case TUNNEL_TOKEN -> options.newValue(SecretValue.of("tunnel-token-number-" + run));
      default -> {}
    }
    return options.build();
  }

  /** What a user of the stack would notice if a rotation had left it half done. */
  boolean everythingWorks(TestStack stack) {
    return stack.isRunningWhatIsLive()
        && stack.letsIn(SecretLookup.application(stack))
        && (secret != StackSecret.CLICKHOUSE_PASSWORD || clickHouseWorks(stack))
        && secondFactorIsReadable(stack)
        && knownKeyWorksOnce(stack)
        && adminPasswordIsKnown(stack)
        && stack.asOwner().holds("EXISTS (SELECT 1 FROM api_keys WHERE name = 'unknown')");
  }

  private static boolean clickHouseWorks(TestStack stack) {
    String live = SecretLookup.live(stack, StackSecret.CLICKHOUSE_PASSWORD);
    boolean others =
        stack.versions(StackSecret.CLICKHOUSE_PASSWORD).stream()
            .filter(version -> !version.equals(live))
            .map(version -> SecretLookup.login(stack, StackSecret.CLICKHOUSE_PASSWORD, version))
            .anyMatch(login -> stack.clickHouseServer().as(login).letsIn());
    return stack
            .clickHouseServer()
            .as(SecretLookup.login(stack, StackSecret.CLICKHOUSE_PASSWORD, live))
            .letsIn()
        && !others
        && stack.clickHouseServer().dictionariesLoad();
  }

  private boolean adminPasswordIsKnown(TestStack stack) {
    String version = stack.liveVersion(StackSecret.ADMIN_PASSWORD).orElseThrow();
    return this != ADMIN_PASSWORD
        || PasswordHash.matches(
            version.equals("v1")
                ? FIRST_PASSWORD.toCharArray()
                : SecretLookup.liveValue(stack, StackSecret.ADMIN_PASSWORD, "password")
                    .reveal()
                    .toCharArray(),
            stack.asOwner().value("SELECT password_hash FROM users WHERE id = 1"));
  }

  private static boolean knownKeyWorksOnce(TestStack stack) {
    SecretValue base =
        SecretLookup.liveValue(stack, StackSecret.SECRET_KEY_BASE, "SECRET_KEY_BASE");
    return stack
        .asOwner()
        .column("SELECT key_hash FROM api_keys WHERE name = 'known'")
        .equals(List.of(ApiKeyHash.of(base.reveal(), KNOWN_KEY.reveal())));
  }

  private static boolean secondFactorIsReadable(TestStack stack) {
    String key =
        stack.liveVersion(StackSecret.TOTP_VAULT_KEY).isPresent()
            ? SecretLookup.liveValue(stack, StackSecret.TOTP_VAULT_KEY, "TOTP_VAULT_KEY").reveal()
            : TotpVault.derivedKey(
                SecretLookup.liveValue(stack, StackSecret.SECRET_KEY_BASE, "SECRET_KEY_BASE")
                    .reveal());
    String stored =
        stack.asOwner().value("SELECT encode(totp_secret, 'hex') FROM users WHERE id = 1");
    try {
      return Arrays.equals(FACTOR, TotpVault.of(key).decrypt(HexFormat.of().parseHex(stored)));
    } catch (WrongVaultKeyException e) {
      return false;
    }
  }
}
