package io.github.plausible4j.admin.rotation;

/** The secrets of a stack that can be rotated. */
public enum StackSecret {
  /** The application's login at PostgreSQL; keys {@code username} and {@code password}. */
  POSTGRES_PASSWORD,
  /** The application's login at ClickHouse; keys {@code username} and {@code password}. */
  CLICKHOUSE_PASSWORD,
  /** Signs cookies and is part of every API key's hash; key {@code SECRET_KEY_BASE}. */
  SECRET_KEY_BASE,
  /** Encrypts the TOTP secrets of two-factor authentication; key {@code TOTP_VAULT_KEY}. */
  TOTP_VAULT_KEY,
  /** The first user's password; keys {@code email} and {@code password}. */
  ADMIN_PASSWORD,
  /** The password or API key for sending mail, which the caller supplies; one key. */
  MAIL_CREDENTIAL,
  /** The token of a Cloudflare tunnel, which the caller supplies; one key. */
  TUNNEL_TOKEN
}
