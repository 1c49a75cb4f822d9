package io.github.plausible4j.k8s.internal.secret;

import io.github.plausible4j.k8s.internal.render.StackSecrets;

/** The purposes of a stack's Secrets. */
public enum SecretRole {
  /** Key {@code SECRET_KEY_BASE}. */
  SECRET_KEY_BASE(StackSecrets.SECRET_KEY_BASE),
  /** Key {@code TOTP_VAULT_KEY}. */
  TOTP_VAULT_KEY(StackSecrets.TOTP_VAULT_KEY),
  /** The superuser of the stack's own PostgreSQL; key {@code password}. */
  POSTGRES_SUPERUSER(StackSecrets.POSTGRES),
  /**
   * Plausible's login at PostgreSQL; keys {@code username}, {@code password} and {@code
   * DATABASE_URL}.
   */
  POSTGRES(StackSecrets.DATABASE),
  /**
   * Plausible's login at ClickHouse; keys {@code username}, {@code password} and {@code
   * CLICKHOUSE_DATABASE_URL}.
   */
  CLICKHOUSE(StackSecrets.CLICKHOUSE),
  /** The password or key for sending mail; one key. */
  MAIL(StackSecrets.MAIL),
  /** The credentials of the tunnel; one key. */
  TUNNEL(StackSecrets.TUNNEL),
  /** The first user; keys {@code email}, {@code name} and {@code password}. */
  ADMIN(StackSecrets.ADMIN);

  private final String suffix;

  SecretRole(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
  }
}
