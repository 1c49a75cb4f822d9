package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for a rotation. Immutable. */
public final class RotationOptions {
  private final Set<Consequence> acknowledged;
  private final @Nullable SecretValue newValue;
  private final @Nullable Consumer<SecretValue> check;
  private final List<SecretValue> knownApiKeys;
  private final boolean remintApiKeys;
  private final @Nullable PostgresMode postgresMode;

  private RotationOptions(Builder builder) {
    this.acknowledged = Set.copyOf(builder.acknowledged);
    this.newValue = builder.newValue;
    this.check = builder.check;
    this.knownApiKeys = List.copyOf(builder.knownApiKeys);
    this.remintApiKeys = builder.remintApiKeys;
    this.postgresMode = builder.postgresMode;
  }

  /** Options with generated values and nothing acknowledged. */
  public static RotationOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Set<Consequence> acknowledged() {
    return acknowledged;
  }

  public Optional<SecretValue> newValue() {
    return Optional.ofNullable(newValue);
  }

  public Optional<Consumer<SecretValue>> check() {
    return Optional.ofNullable(check);
  }

  public List<SecretValue> knownApiKeys() {
    return knownApiKeys;
  }

  public boolean remintApiKeys() {
    return remintApiKeys;
  }

  public Optional<PostgresMode> postgresMode() {
    return Optional.ofNullable(postgresMode);
  }

  /** Collects the parts of {@link RotationOptions}. Not thread-safe. */
  public static final class Builder {
    private final Set<Consequence> acknowledged = EnumSet.noneOf(Consequence.class);
    private final List<SecretValue> knownApiKeys = new ArrayList<>();
    private @Nullable SecretValue newValue;
    private @Nullable Consumer<SecretValue> check;
    private boolean remintApiKeys;
    private @Nullable PostgresMode postgresMode;

    private Builder() {}

    /** Acknowledges consequences that the plan lists. */
    public Builder acknowledge(Consequence... consequences) {
      acknowledged.addAll(List.of(consequences));
      return this;
    }

    /** Sets the new value. By default it is generated where that is possible. */
    public Builder newValue(SecretValue value) {
      this.newValue = value;
      return this;
    }

    /**
     * Checks the new value before anything is changed; an exception ends the rotation. By default,
     * {@link SmtpLogin} checks the password of a stack that sends mail by SMTP, and other values
     * are not checked.
     */
    public Builder check(Consumer<SecretValue> newValueCheck) {
      this.check = newValueCheck;
      return this;
    }

    /** Adds API keys that stay valid with a new SECRET_KEY_BASE. */
    public Builder knownApiKeys(List<SecretValue> keys) {
      knownApiKeys.addAll(keys);
      return this;
    }

    /** Replaces each API key that is not known with a new key, which the result contains. */
    public Builder remintApiKeys() {
      this.remintApiKeys = true;
      return this;
    }

    /**
     * Sets the mode. The default is two logins if a database administrator is known, otherwise the
     * single login.
     */
    public Builder postgresMode(PostgresMode mode) {
      this.postgresMode = mode;
      return this;
    }

    public RotationOptions build() {
      return new RotationOptions(this);
    }
  }
}
