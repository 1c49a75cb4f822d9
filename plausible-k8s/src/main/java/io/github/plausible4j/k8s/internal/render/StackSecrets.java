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
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Secrets of a stack. Values that are in existing Secrets have no entry. */
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
        entry("SECRET_KEY_BASE", stack.secretKeyBase(), Kind.KEY_BASE));
    if (PlausibleVersion.of(stack.release().version()).hasTotp()) {
      add(
          TOTP_VAULT_KEY,
          StackComponent.PLAUSIBLE,
          SecretClass.DATA,
          entry("TOTP_VAULT_KEY", stack.totpVaultKey(), Kind.BASE64_OF_32_BYTES));
    }
  }

  private void postgres() {
    URI address = DatabaseAddresses.postgres(stack);
    Runnable secrets =
        stack
            .postgres()
            .match(
                managed ->
                    () -> {
                      add(
                          POSTGRES,
                          StackComponent.POSTGRES,
                          SecretClass.DATA,
                          entry(PASSWORD, managed.superuserPassword(), Kind.PASSWORD));
                      ownLogin(address, "Opaque");
                    },
                external ->
                    () ->
                        add(
                            DATABASE,
                            StackComponent.POSTGRES,
                            SecretClass.EXTERNAL,
                            url("DATABASE_URL", address, DATABASE, external.password())),
                cluster -> () -> ownLogin(address, "kubernetes.io/basic-auth"));
    secrets.run();
  }

  private void ownLogin(URI address, String type) {
    List<SecretEntry> entries = new ArrayList<>();
    entries.add(Composed.of(USERNAME, new Text(address.getUserInfo())));
    entries.addAll(url("DATABASE_URL", address, DATABASE, SecretSource.generated()));
    add(DATABASE, type, StackComponent.POSTGRES, SecretClass.DATA, entries);
  }

  private void clickHouse() {
    URI address = DatabaseAddresses.clickHouse(stack);
    Reference hash = new Reference(stack.named(CLICKHOUSE), PASSWORD, Encoding.SHA256_HEX);
    Runnable secrets =
        stack
            .clickHouse()
            .match(
                managed ->
                    () -> ownUser(address, ClickHouseConfig.usersFile(CLICKHOUSE_USERS_FILE, hash)),
                external ->
                    () ->
                        add(
                            CLICKHOUSE,
                            StackComponent.CLICKHOUSE,
                            SecretClass.EXTERNAL,
                            url(
                                "CLICKHOUSE_DATABASE_URL",
                                address,
                                CLICKHOUSE,
                                external.password())),
                installation -> () -> ownUser(address, Composed.of(PASSWORD_SHA256, hash)));
    secrets.run();
  }

  private void ownUser(URI address, SecretEntry hashed) {
    List<SecretEntry> entries = new ArrayList<>();
    entries.add(Composed.of(USERNAME, new Text(address.getUserInfo())));
    entries.addAll(url("CLICKHOUSE_DATABASE_URL", address, CLICKHOUSE, SecretSource.generated()));
    entries.add(hashed);
    add(CLICKHOUSE, StackComponent.CLICKHOUSE, SecretClass.DATA, entries);
  }

  /** The secrets of Plausible other than its keys and the two database URLs. */
  private void application() {
    stack
        .mail()
        .credential()
        .ifPresent(
            credential ->
                add(
                    MAIL,
                    StackComponent.PLAUSIBLE,
                    SecretClass.EXTERNAL,
                    entry(credential.variable(), credential.source(), Kind.PASSWORD)));
    List<SecretEntry> settings = new ArrayList<>();
    stack
        .secretSettings()
        .forEach((variable, source) -> settings.addAll(entry(variable, source, Kind.PASSWORD)));
    add(SETTINGS, StackComponent.PLAUSIBLE, SecretClass.EXTERNAL, settings);
  }

  private void tunnel() {
    List<SecretEntry> entries =
        stack
            .exposure()
            .match(
                none -> List.of(),
                ingress -> List.of(),
                gateway -> List.of(),
                token -> entry(TunnelManifests.TOKEN, token.token(), Kind.PASSWORD),
                config -> entry(TunnelManifests.CREDENTIALS, config.credentials(), Kind.PASSWORD));
    add(TUNNEL, StackComponent.TUNNEL, SecretClass.EXTERNAL, entries);
  }

  private void admin() {
    AdminUser admin = stack.admin();
    if (admin != null) {
      List<SecretEntry> entries = new ArrayList<>();
      entries.add(Composed.of("email", new Text(admin.email())));
      entries.add(Composed.of("name", new Text(admin.name())));
      entries.addAll(entry(PASSWORD, admin.password(), Kind.PASSWORD));
      add(ADMIN, StackComponent.ADMIN, SecretClass.BOOTSTRAP, entries);
    }
  }

  /** The password, unless it is in an existing Secret, and the URL that contains it. */
  private List<SecretEntry> url(String key, URI address, String role, SecretSource password) {
    List<SecretEntry> entries = new ArrayList<>(entry(PASSWORD, password, Kind.PASSWORD));
    Reference inserted =
        password.match(
            generated -> new Reference(stack.named(role), PASSWORD, Encoding.PERCENT),
            existing -> new Reference(existing.secretName(), existing.key(), Encoding.PERCENT),
            supplied -> new Reference(stack.named(role), PASSWORD, Encoding.PERCENT));
    String text = address.toString();
    if (password instanceof SecretValue value && value.reveal().isEmpty()) {
      entries.add(Composed.of(key, new Text(text)));
      return entries;
    }
    int at = text.indexOf('@');
    entries.add(
        Composed.of(
            key, new Text(text.substring(0, at) + ":"), inserted, new Text(text.substring(at))));
    return entries;
  }

  /** The entry of a key; none if the value is in an existing Secret. */
  private static List<SecretEntry> entry(String key, SecretSource source, Kind kind) {
    return source.match(
        generated -> List.of(new SecretEntry.Generated(key, kind)),
        existing -> List.of(),
        supplied -> List.of(new SecretEntry.Given(key, supplied)));
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
