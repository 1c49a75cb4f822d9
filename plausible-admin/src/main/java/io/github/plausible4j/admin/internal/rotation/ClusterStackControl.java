package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.admin.internal.clickhouse.ClickHouseServer;
import io.github.plausible4j.admin.internal.cluster.ClusterTunnel;
import io.github.plausible4j.admin.internal.cluster.LiveValues;
import io.github.plausible4j.admin.internal.cluster.PostgresUrl;
import io.github.plausible4j.admin.internal.cluster.TunnelDataSource;
import io.github.plausible4j.admin.rotation.ClickHouseMode;
import io.github.plausible4j.admin.rotation.Login;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.SmtpLogin;
import io.github.plausible4j.admin.rotation.StackControl;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.internal.render.DatabaseAccess;
import io.github.plausible4j.k8s.internal.secret.SecretRole;
import io.github.plausible4j.k8s.internal.secret.SecretValues;
import io.github.plausible4j.k8s.internal.secret.SecretVersions;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Controls a stack in its cluster: versions are Secrets, a restart is an apply. For internal use
 * only.
 */
public final class ClusterStackControl implements StackControl {
  /**
   * The version of a key that the release does not use, or that is in a Secret of another owner.
   */
  static final String NOT_OWN = "not-own";

  /** For rotations, restores and moves alike. */
  static final String AS_SOMEBODY_ELSE = "call it as a user of the cluster who has this right";

  private final PlausibleStack stack;
  private final SecretVersions versions;
  private final LiveValues live;
  private final ClusterApplication application;
  private final DatabaseAccess access;
  private final ClusterTunnel tunnel;
  private final ClusterClickHouse clickHouse;

  ClusterStackControl(KubernetesClient client, PlausibleStack stack, StackProvisioner provisioner) {
    this.stack = stack;
    this.versions = new SecretVersions(client, stack);
    this.live = new LiveValues(client, stack);
    this.application = new ClusterApplication(client, stack, provisioner);
    this.access = DatabaseAccess.postgres(stack);
    this.tunnel = new ClusterTunnel(client, stack.namespace(), access, AS_SOMEBODY_ELSE);
    this.clickHouse = new ClusterClickHouse(client, stack);
  }

  /** Uses a provisioner that takes over the changes of a rotation. */
  public static ClusterStackControl of(KubernetesClient client, PlausibleStack stack) {
    return new ClusterStackControl(
        client,
        stack,
        StackProvisioner.builder(client)
            .takeOver(SecretVersions.FIELD_MANAGER)
            .preflight(false)
            .build());
  }

  @Override
  public Optional<String> liveVersion(StackSecret secret) {
    SecretRole role = role(secret);
    boolean pinnedOutside = secret == StackSecret.TOTP_VAULT_KEY && !versions.isOwn(role);
    return pinnedOutside ? Optional.of(NOT_OWN) : versions.live(role);
  }

  @Override
  public List<String> versions(StackSecret secret) {
    SecretRole role = role(secret);
    if (!versions.isOwn(role)) {
      throw new RotationException(
          secret
              + " is in a Secret that the stack does not manage; change it there, then apply the"
              + " stack");
    }
    if (secret == StackSecret.POSTGRES_PASSWORD) {
      requireOwnPassword();
    } else if (secret == StackSecret.CLICKHOUSE_PASSWORD) {
      clickHouse.requireOwnPassword();
    }
    return versions.all(role);
  }

  @Override
  public Optional<Map<String, SecretValue>> read(StackSecret secret, String version) {
    SecretRole role = role(secret);
    return versions
        .read(role, version)
        .map(
            values -> {
              Map<String, SecretValue> read = new TreeMap<>();
              values
                  .keys()
                  .forEach(
                      key ->
                          values
                              .reveal(key)
                              .map(value -> asTheServerReadsIt(role, value))
                              .filter(value -> !value.isEmpty())
                              .ifPresent(value -> read.put(key, SecretValue.of(value))));
              if (secret == StackSecret.POSTGRES_PASSWORD) {
                addLogin(read);
              } else if (secret == StackSecret.CLICKHOUSE_PASSWORD) {
                clickHouse.addUser(read);
              }
              return read;
            });
  }

  @Override
  public void create(StackSecret secret, String version, Map<String, SecretValue> values) {
    Map<String, String> revealed = new TreeMap<>();
    values.forEach((key, value) -> revealed.put(key, value.reveal()));
    versions.create(role(secret), version, SecretValues.of(revealed));
  }

  @Override
  public void makeLive(StackSecret secret, String version) {
    versions.makeLive(role(secret), version);
    if (secret == StackSecret.ADMIN_PASSWORD) {
      // No running pod reads it, but the name of the first user's Job depends on it.
      application.start();
    }
  }

  @Override
  public void delete(StackSecret secret, String version) {
    versions.delete(role(secret), version);
  }

  @Override
  public void check(StackSecret secret, SecretValue newValue) {
    if (secret == StackSecret.MAIL_CREDENTIAL
        && stack.mail() instanceof MailSpec.Smtp smtp
        && smtp.user() != null) {
      SmtpLogin.of(smtp.host(), smtp.port(), smtp.user()).accept(newValue);
    }
  }

  @Override
  public void restart() {
    disconnect();
    application.start();
  }

  @Override
  public void stop() {
    application.stop();
  }

  @Override
  public Optional<Login> databaseAdministrator() {
    if (!(stack.postgres() instanceof PostgresSpec.Managed managed)) {
      return Optional.empty();
    }
    Optional<String> password =
        managed.superuserPassword() instanceof SecretSource.Existing existing
            ? live.existing(existing)
            : live.value(SecretRole.POSTGRES_SUPERUSER, "password");
    return password.map(value -> new Login(managed.superuser(), SecretValue.of(value)));
  }

  @Override
  public DataSource database(Login login) {
    PostgresUrl url = PostgresUrl.of(access.address().toString());
    String user = login.username();
    String password = login.password().reveal();
    return access.inCluster()
        ? new TunnelDataSource(tunnel.open(), port -> url.at("127.0.0.1", port, user, password))
        : url.direct(user, password);
  }

  @Override
  public ClickHouseMode clickHouseMode() {
    return clickHouse.mode();
  }

  @Override
  public URI clickHouse() {
    return clickHouse.address();
  }

  /**
   * Creates ClickHouse's dictionaries again with the live password.
   *
   * @return notes for the operator
   */
  public List<String> remakeDictionaries() {
    return remakeDictionaries(Optional.empty());
  }

  /**
   * Same as {@link #remakeDictionaries()}, for dictionaries with the login of another server.
   *
   * @param formerUser the user with which they log in; empty for the stack's own
   */
  public List<String> remakeDictionaries(Optional<String> formerUser) {
    Login login =
        SecretLookup.login(
            this,
            StackSecret.CLICKHOUSE_PASSWORD,
            SecretLookup.live(this, StackSecret.CLICKHOUSE_PASSWORD));
    ClickHouseServer server = ClickHouseServer.at(clickHouse(), login.username(), login.password());
    return new ClickHouseDictionaries(server, formerUser.orElse(server.user()))
        .remake(login.password());
  }

  /** Closes the tunnels. The next connection opens them again. */
  public void disconnect() {
    tunnel.disconnect();
    clickHouse.disconnect();
  }

  @Override
  public void close() {
    disconnect();
  }

  /**
   * Adds the login from the address of an external server. Its password can be in another Secret.
   */
  private void addLogin(Map<String, SecretValue> values) {
    SecretValue address = values.get("DATABASE_URL");
    if (address != null) {
      PostgresUrl url = PostgresUrl.of(address.reveal());
      values.putIfAbsent("username", SecretValue.of(url.user()));
      values.putIfAbsent("password", SecretValue.of(url.password()));
    }
  }

  private void requireOwnPassword() {
    if (stack.postgres() instanceof PostgresSpec.CloudNativePg) {
      throw new RotationException(
          "The operator CloudNativePG manages the password of this login and would undo a"
              + " rotation; change it with the operator's managed roles");
    }
    if (stack.postgres() instanceof PostgresSpec.External external) {
      ForeignSecrets.refuse(external.password());
    }
  }

  /** Plausible reads its two keys from files and strips white space around them. */
  private static String asTheServerReadsIt(SecretRole role, String value) {
    return role == SecretRole.SECRET_KEY_BASE || role == SecretRole.TOTP_VAULT_KEY
        ? value.strip()
        : value;
  }

  private static SecretRole role(StackSecret secret) {
    return switch (secret) {
      case POSTGRES_PASSWORD -> SecretRole.POSTGRES;
      case CLICKHOUSE_PASSWORD -> SecretRole.CLICKHOUSE;
      case SECRET_KEY_BASE -> SecretRole.SECRET_KEY_BASE;
      case TOTP_VAULT_KEY -> SecretRole.TOTP_VAULT_KEY;
      case ADMIN_PASSWORD -> SecretRole.ADMIN;
      case MAIL_CREDENTIAL -> SecretRole.MAIL;
      case TUNNEL_TOKEN -> SecretRole.TUNNEL;
    };
  }
}
