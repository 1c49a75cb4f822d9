package io.github.plausible4j.admin;

import io.github.plausible4j.admin.internal.crypto.ApiKeyHash;
import io.github.plausible4j.admin.internal.crypto.RandomTexts;
import io.github.plausible4j.admin.internal.rules.TextRules;
import io.github.plausible4j.admin.internal.schema.Schema;
import io.github.plausible4j.admin.internal.sql.Transaction;
import io.github.plausible4j.admin.internal.store.ApiKeyRows;
import io.github.plausible4j.admin.internal.store.Operations;
import io.github.plausible4j.admin.internal.store.UserRows;
import io.github.plausible4j.admin.model.ApiKey;
import io.github.plausible4j.admin.model.ApiKeyRegistration;
import io.github.plausible4j.admin.model.ApiKeyScope;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.MintedApiKey;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.User;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * API keys for statistics. The server looks up the key at every request, so a new key works and a
 * revoked key fails at once. Creating and registering keys requires the server's SECRET_KEY_BASE,
 * see {@link PlausibleAdmin#withSecretKeyBase}. Thread-safe.
 */
public final class ApiKeys {
  private static final int SHORTEST_KEY = 32;

  private final Operations operations;
  private final @Nullable SecretValue secretKeyBase;

  ApiKeys(Operations operations, @Nullable SecretValue secretKeyBase) {
    this.operations = operations;
    this.secretKeyBase = secretKeyBase;
  }

  /** All keys, in order of creation. */
  public List<ApiKey> list() {
    return operations.read("apiKeys.list", ApiKeyRows::list);
  }

  /** The keys of a user, in order of creation. */
  public List<ApiKey> list(String email) {
    return operations.read("apiKeys.list", (tx, schema) -> ApiKeyRows.list(tx, schema, email));
  }

  /**
   * Creates a key for the user's team or, if the user is in several teams, for all sites of the
   * user. Key names are unique per user, so a repeated run does not create more keys; use {@link
   * #register} in runs that repeat.
   *
   * @param scopes {@link ApiKeyScope#STATS_READ} if none are given
   * @throws RefusedException if there is no such user, or the user has a key of this name
   * @throws IllegalStateException without the server's SECRET_KEY_BASE
   */
  public MintedApiKey mint(String email, String name, ApiKeyScope... scopes) {
    TextRules.check("name", name, TextRules.LONGEST);
    String key = RandomTexts.apiKey();
    String hash = hash(key);
    return operations.write(
        "apiKeys.mint",
        email,
        (tx, schema) -> {
          User user = UserRows.lockExisting(tx, schema, email);
          refuseSecond(tx, schema, user, name);
          ApiKeyRows.insert(tx, schema, user, name, orDefault(scopes), hash, key);
          return new MintedApiKey(
              ApiKeyRows.findByHash(tx, schema, hash).orElseThrow(), SecretValue.of(key));
        });
  }

  /**
   * Registers a key that the caller chose, such as one from a secret store. Nothing changes if the
   * key is already registered.
   *
   * @param key at least 32 visible ASCII characters, because the key is sent in a header
   * @param scopes {@link ApiKeyScope#STATS_READ} if none are given
   * @throws RefusedException if there is no such user, or the key belongs to another user
   * @throws IllegalStateException without the server's SECRET_KEY_BASE
   */
  public ApiKeyRegistration register(
      String email, String name, SecretValue key, ApiKeyScope... scopes) {
    TextRules.check("name", name, TextRules.LONGEST);
    checkKey(key.reveal());
    String hash = hash(key.reveal());
    return operations.write(
        "apiKeys.register",
        email,
        (tx, schema) -> {
          User user = UserRows.lockExisting(tx, schema, email);
          boolean created =
              ApiKeyRows.insert(tx, schema, user, name, orDefault(scopes), hash, key.reveal());
          ApiKey stored = ApiKeyRows.findByHash(tx, schema, hash).orElseThrow();
          if (!stored.email().equalsIgnoreCase(user.email())) {
            throw new RefusedException(
                "The key is already valid for another user, "
                    + stored.email()
                    + "; use another key, or revoke it first");
          }
          return created
              ? new ApiKeyRegistration(
                  ChangeOutcome.CHANGED,
                  stored,
                  List.of("API key " + stored.prefix() + "… created"))
              : new ApiKeyRegistration(ChangeOutcome.UNCHANGED, stored, List.of());
        });
  }

  /** Revokes a key by its id. */
  public ChangeResult revoke(long id) {
    return operations.write(
        "apiKeys.revoke",
        "key " + id,
        (tx, schema) -> revoked(tx.update("DELETE FROM api_keys WHERE id = ?", id)));
  }

  /**
   * Revokes a key by its value, for example a key that was published by mistake.
   *
   * @throws IllegalStateException without the server's SECRET_KEY_BASE
   */
  public ChangeResult revoke(SecretValue key) {
    String hash = hash(key.reveal());
    return operations.write(
        "apiKeys.revoke",
        "key " + ApiKeyHash.prefix(key.reveal()) + "…",
        (tx, schema) -> revoked(tx.update("DELETE FROM api_keys WHERE key_hash = ?", hash)));
  }

  private static void checkKey(String key) {
    if (key.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "key has " + key.length() + " characters; use at least " + SHORTEST_KEY);
    }
    if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "key has white space or non-ASCII characters; use visible ASCII characters only");
    }
  }

  private static ChangeResult revoked(long rows) {
    return rows > 0 ? ChangeResult.changed("API key revoked") : ChangeResult.notFound();
  }

  private static void refuseSecond(Transaction tx, Schema schema, User user, String name)
      throws SQLException {
    Optional<ApiKey> same =
        ApiKeyRows.list(tx, schema, user.email()).stream()
            .filter(key -> key.name().equals(name))
            .findFirst();
    if (same.isPresent()) {
      throw new RefusedException(
          user.email()
              + " already has a key \""
              + name
              + "\" (id "
              + same.get().id()
              + ", begins with "
              + same.get().prefix()
              + "); revoke it first, or use another name");
    }
  }

  private static List<ApiKeyScope> orDefault(ApiKeyScope... scopes) {
    return scopes.length == 0 ? List.of(ApiKeyScope.STATS_READ) : List.of(scopes);
  }

  private String hash(String key) {
    if (secretKeyBase == null) {
      throw new IllegalStateException(
          "The server's SECRET_KEY_BASE is needed for API keys; call withSecretKeyBase first");
    }
    return ApiKeyHash.of(secretKeyBase.reveal(), key);
  }
}
