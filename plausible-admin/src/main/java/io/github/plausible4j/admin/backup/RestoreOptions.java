package io.github.plausible4j.admin.backup;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options for restoring a backup into a stack. Immutable. */
public final class RestoreOptions {
  private final @Nullable SecretValue secretKeyBase;
  private final @Nullable SecretValue totpVaultKey;
  private final @Nullable String replacedStack;

  private RestoreOptions(Builder builder) {
    this.secretKeyBase = builder.secretKeyBase;
    this.totpVaultKey = builder.totpVaultKey;
    this.replacedStack = builder.replacedStack;
  }

  /** Options for a stack that has the backup's keys and no data yet. */
  public static RestoreOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Optional<SecretValue> secretKeyBase() {
    return Optional.ofNullable(secretKeyBase);
  }

  public Optional<SecretValue> totpVaultKey() {
    return Optional.ofNullable(totpVaultKey);
  }

  public Optional<String> replacedStack() {
    return Optional.ofNullable(replacedStack);
  }

  /** Collects the parts of {@link RestoreOptions}. Not thread-safe. */
  public static final class Builder {
    private @Nullable SecretValue secretKeyBase;
    private @Nullable SecretValue totpVaultKey;
    private @Nullable String replacedStack;

    private Builder() {}

    /**
     * Sets the SECRET_KEY_BASE of the server that was backed up. Needed if the stack has another
     * one.
     */
    public Builder secretKeyBase(SecretValue value) {
      secretKeyBase = Objects.requireNonNull(value, "secretKeyBase");
      return this;
    }

    /**
     * Sets the TOTP_VAULT_KEY of the server that was backed up. Needed if the stack has another
     * one. A server without a TOTP_VAULT_KEY derived it from its SECRET_KEY_BASE, and so does the
     * restore.
     */
    public Builder totpVaultKey(SecretValue value) {
      totpVaultKey = Objects.requireNonNull(value, "totpVaultKey");
      return this;
    }

    /**
     * Allows the restore to delete users, sites and statistics in the stack's databases.
     *
     * @param stackName the name of that stack
     */
    public Builder replaceData(String stackName) {
      replacedStack = Objects.requireNonNull(stackName, "stackName");
      return this;
    }

    public RestoreOptions build() {
      return new RestoreOptions(this);
    }
  }
}
