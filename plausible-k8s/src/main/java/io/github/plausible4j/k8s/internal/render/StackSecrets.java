package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.internal.render.SecretEntry.Composed;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Encoding;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Kind;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Text;
import io.github.plausible4j.k8s.internal.render.SecretTemplate.SecretClass;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secrets of a stack. A part whose value is in a Secret of somebody else's has no entry. */
public final class StackSecrets {
  public static final String SECRET_KEY_BASE = "secret-key-base";
  public static final String TOTP_VAULT_KEY = "totp-vault-key";
  public static final String POSTGRES = "postgres";
  public static final String DATABASE = "database";
  public static final String CLICKHOUSE = "clickhouse";
  public static final String MAIL = "mail";
  static final String SETTINGS = "settings";
  public static final String TUNNEL = "tunnel";
  public static final String ADMIN = "admin";

  public static final String USERNAME = "username";
  public static final String PASSWORD = "password";
  static final String CLICKHOUSE_USERS_FILE = "plausible-user.xml";
  static final String PASSWORD_SHA256 = "password-sha256";

  private final PlausibleStack stack;
  private final List<SecretTemplate> templates = new ArrayList<>();

  private StackSecrets(PlausibleStack stack) {
    this.stack = stack;
  }

  public static List<SecretTemplate> of(PlausibleStack stack) {
    StackSecrets secrets = new StackSecrets(stack);
    secrets.keys();
    secrets.postgres();
    secrets.clickHouse();
    secrets.application();
    secrets.tunnel();
    secrets.admin();
    return List.copyOf(secrets.templates);
  }

  private void keys() {
    add(
        SECRET_KEY_BASE,
        StackComponent.PLAUSIBLE,
        SecretClass.DATA,
        entries(entry("SECRET_KEY_BASE", stack.secretKeyBase(), Kind.KEY_BASE)));
    if (PlausibleVersion.of(stack.release().version()).hasTotp()) {
      add(
          TOTP_VAULT_KEY,
          StackComponent.PLAUSIBLE,
          SecretClass.DATA,
          entries(entry("TOTP_VAULT_KEY", stack.totpVaultKey(), Kind.BASE64_OF_32_BYTES)));
    }
  }

  private void postgres() {
    URI address = DatabaseAddresses.postgres(stack);
    if (stack.postgres() instanceof PostgresSpec.External external) {
      add(
          DATABASE,
          StackComponent.POSTGRES,
          SecretClass.EXTERNAL,
          url("DATABASE_URL", address, DATABASE, external.password()));
      return;
    }
    if (stack.postgres() instanceof PostgresSpec.Managed managed) {
      add(
          POSTGRES,
          StackComponent.POSTGRES,
          SecretClass.DATA,
          entries(entry(PASSWORD, managed.superuserPassword(), Kind.PASSWORD)));
    }
    List<SecretEntry> entries = new ArrayList<>();
    entries.add(Composed.of(USERNAME, new Text(address.getUserInfo())));
    entries.addAll(url("DATABASE_URL", address, DATABASE, SecretSource.generated()));
    boolean operator = stack.postgres() instanceof PostgresSpec.CloudNativePg;
    add(
        DATABASE,
        operator ? "kubernetes.io/basic-auth" : "Opaque",
        StackComponent.POSTGRES,
        SecretClass.DATA,
        entries);
  }

  private void clickHouse() {
    URI address = DatabaseAddresses.clickHouse(stack);
    if (stack.clickHouse() instanceof ClickHouseSpec.External external) {
      add(
          CLICKHOUSE,
          StackComponent.CLICKHOUSE,
          SecretClass.EXTERNAL,
          url("CLICKHOUSE_DATABASE_URL", address, CLICKHOUSE, external.password()));
      return;
    }
    List<SecretEntry> entries = new ArrayList<>();
    entries.add(Composed.of(USERNAME, new Text(address.getUserInfo())));
    entries.addAll(url("CLICKHOUSE_DATABASE_URL", address, CLICKHOUSE, SecretSource.generated()));
    Reference hash = new Reference(stack.named(CLICKHOUSE), PASSWORD, Encoding.SHA256_HEX);
    entries.add(
        stack.clickHouse() instanceof ClickHouseSpec.Altinity
            ? Composed.of(PASSWORD_SHA256, hash)
            : ClickHouseConfig.usersFile(CLICKHOUSE_USERS_FILE, hash));
    add(CLICKHOUSE, StackComponent.CLICKHOUSE, SecretClass.DATA, entries);
  }

  /** What Plausible itself reads beside its keys and the two addresses. */
  private void application() {
    MailSettings.Credential credential = MailSettings.credential(stack.mail());
    if (credential != null) {
      add(
          MAIL,
          StackComponent.PLAUSIBLE,
          SecretClass.EXTERNAL,
          entries(entry(credential.variable(), credential.source(), Kind.PASSWORD)));
    }
    List<SecretEntry> settings = new ArrayList<>();
    stack
        .secretSettings()
        .forEach(
            (variable, source) -> settings.addAll(entries(entry(variable, source, Kind.PASSWORD))));
    add(SETTINGS, StackComponent.PLAUSIBLE, SecretClass.EXTERNAL, settings);
  }

  private void tunnel() {
    if (stack.exposure() instanceof ExposureSpec.TunnelToken tunnel) {
      add(
          TUNNEL,
          StackComponent.TUNNEL,
          SecretClass.EXTERNAL,
          entries(entry(TunnelManifests.TOKEN, tunnel.token(), Kind.PASSWORD)));
    } else if (stack.exposure() instanceof ExposureSpec.TunnelConfig tunnel) {
      add(
          TUNNEL,
          StackComponent.TUNNEL,
          SecretClass.EXTERNAL,
          entries(entry(TunnelManifests.CREDENTIALS, tunnel.credentials(), Kind.PASSWORD)));
    }
  }

  private void admin() {
    AdminUser admin = stack.admin();
    if (admin != null) {
      List<SecretEntry> entries = new ArrayList<>();
      entries.add(Composed.of("email", new Text(admin.email())));
      entries.add(Composed.of("name", new Text(admin.name())));
      entries.addAll(entries(entry(PASSWORD, admin.password(), Kind.PASSWORD)));
      add(ADMIN, StackComponent.ADMIN, SecretClass.BOOTSTRAP, entries);
    }
  }

  /** The password, where it is not in another Secret, and the address that has it inside. */
  private List<SecretEntry> url(String key, URI address, String role, SecretSource password) {
    List<SecretEntry> entries = new ArrayList<>(entries(entry(PASSWORD, password, Kind.PASSWORD)));
    Reference inserted =
        password instanceof SecretSource.Existing existing
            ? new Reference(existing.secretName(), existing.key(), Encoding.PERCENT)
            : new Reference(stack.named(role), PASSWORD, Encoding.PERCENT);
    String text = address.toString();
    int at = text.indexOf('@');
    entries.add(
        Composed.of(
            key, new Text(text.substring(0, at) + ":"), inserted, new Text(text.substring(at))));
    return entries;
  }

  private static @Nullable SecretEntry entry(String key, SecretSource source, Kind kind) {
    if (source instanceof SecretValue supplied) {
      return new SecretEntry.Given(key, supplied);
    }
    return source instanceof SecretSource.Generated ? new SecretEntry.Generated(key, kind) : null;
  }

  private static List<SecretEntry> entries(@Nullable SecretEntry entry) {
    return entry == null ? List.of() : List.of(entry);
  }

  private void add(
      String role, StackComponent component, SecretClass secretClass, List<SecretEntry> entries) {
    add(role, "Opaque", component, secretClass, entries);
  }

  private void add(
      String role,
      String type,
      StackComponent component,
      SecretClass secretClass,
      List<SecretEntry> entries) {
    if (!entries.isEmpty()) {
      Map<String, String> labels = new Rendering(stack, SecretBindings.unbound()).labels(component);
      templates.add(
          new SecretTemplate(
              stack.named(role), stack.namespace(), type, component, secretClass, labels, entries));
    }
  }
}
