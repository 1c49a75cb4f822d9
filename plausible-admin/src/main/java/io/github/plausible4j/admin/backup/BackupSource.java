package io.github.plausible4j.admin.backup;

import io.github.plausible4j.admin.internal.crypto.Fingerprint;
import io.github.plausible4j.k8s.stack.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The databases of one Plausible installation, to back up or to restore into. Immutable. */
public final class BackupSource {
  private final List<BackupDatabase> databases;
  private final Map<String, SecretValue> secrets;
  private final Map<String, String> secretVersions;
  private final String release;

  private BackupSource(Builder builder) {
    this.databases = List.copyOf(builder.databases);
    this.secrets = Map.copyOf(builder.secrets);
    this.secretVersions = Map.copyOf(builder.secretVersions);
    this.release = builder.release;
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<BackupDatabase> databases() {
    return databases;
  }

  public String release() {
    return release;
  }

  public Map<String, String> secretVersions() {
    return secretVersions;
  }

  public Map<String, String> fingerprints() {
    Map<String, String> fingerprints = new TreeMap<>();
    secrets.forEach((name, value) -> fingerprints.put(name, Fingerprint.of(value)));
    return fingerprints;
  }

  /** Collects the parts of a {@link BackupSource}. Not thread-safe. */
  public static final class Builder {
    private final List<BackupDatabase> databases = new ArrayList<>();
    private final Map<String, SecretValue> secrets = new TreeMap<>();
    private final Map<String, String> secretVersions = new TreeMap<>();
    private String release = "";

    private Builder() {}

    /** Adds a database, at most one of PostgreSQL and one of ClickHouse. */
    public Builder database(BackupDatabase database) {
      if (databases.stream().anyMatch(other -> other.getClass() == database.getClass())) {
        throw new IllegalArgumentException(
            "database "
                + database.database()
                + " is the second of its kind; make a separate backup of it");
      }
      databases.add(database);
      return this;
    }

    /**
     * Adds a secret that the data depends on, such as SECRET_KEY_BASE. The backup stores its
     * fingerprint, so that a restore can check that the secret is the same.
     */
    public Builder secret(String name, SecretValue value) {
      secrets.put(name, value);
      return this;
    }

    public Builder secretVersion(String name, String version) {
      secretVersions.put(name, version);
      return this;
    }

    /** Sets the release of Plausible, such as 3.2.1. */
    public Builder release(String newRelease) {
      release = newRelease;
      return this;
    }

    /**
     * Builds the source.
     *
     * @throws IllegalArgumentException without a database
     */
    public BackupSource build() {
      if (databases.isEmpty()) {
        throw new IllegalArgumentException("databases are missing; add one or two");
      }
      return new BackupSource(this);
    }
  }
}
