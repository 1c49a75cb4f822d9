package io.github.plausible4j.k8s.stack;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a stack is kept. Sizes are Kubernetes quantities; without one PostgreSQL gets
 * 2Gi, ClickHouse 10Gi and Plausible's own files 2Gi.
 */
public sealed interface StorageSpec {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super Dynamic, ? extends T> dynamic,
      Function<? super Nfs, ? extends T> nfs,
      Function<? super ExistingClaim, ? extends T> existingClaim);

  /** How the volumes come to belong to the databases' users. */
  OwnershipStrategy ownership();

  /** The same storage with another way to its ownership. */
  StorageSpec withOwnership(OwnershipStrategy strategy);

  /** Volumes from the cluster's default storage class, of the default sizes. */
  static Dynamic dynamic() {
    return new Dynamic(null, null, OwnershipStrategy.FS_GROUP);
  }

  /** Volumes of one size from a storage class. */
  static Dynamic dynamic(String storageClass, String size) {
    return new Dynamic(
        Objects.requireNonNull(storageClass, "storageClass"),
        Objects.requireNonNull(size, "size"),
        OwnershipStrategy.FS_GROUP);
  }

  /**
   * Directories {@code postgres}, {@code clickhouse} and {@code plausible} below a path of an NFS
   * server, mounted with {@code nfsvers=4.2} and {@code hard}, which exist there and belong to the
   * users that the parts run as.
   */
  static Nfs nfs(String server, String path) {
    return nfs(server, path, Nfs.DEFAULT_OPTIONS, null);
  }

  /**
   * As {@link #nfs(String, String)} with mount options and a size of one's own.
   *
   * @param size the size that claim and volume are labelled with; null for the default sizes
   */
  static Nfs nfs(String server, String path, List<String> options, @Nullable String size) {
    return new Nfs(server, path, options, size, OwnershipStrategy.PRE_OWNED);
  }

  /** A claim that is in the stack's namespace already; for one part, never for two. */
  static ExistingClaim existingClaim(String name) {
    return new ExistingClaim(name, OwnershipStrategy.FS_GROUP);
  }

  /**
   * Volumes that the cluster makes.
   *
   * @param storageClass null for the cluster's default
   * @param size null for the default sizes
   * @param ownership how the volumes come to belong to the databases' users
   */
  record Dynamic(@Nullable String storageClass, @Nullable String size, OwnershipStrategy ownership)
      implements StorageSpec {
    /** Checks that the ownership is there. */
    public Dynamic {
      Objects.requireNonNull(ownership, "ownership");
    }

    @Override
    public Dynamic withOwnership(OwnershipStrategy strategy) {
      return new Dynamic(storageClass, size, strategy);
    }

    @Override
    public <T> T match(
        Function<? super Dynamic, ? extends T> dynamic,
        Function<? super Nfs, ? extends T> nfs,
        Function<? super ExistingClaim, ? extends T> existingClaim) {
      return dynamic.apply(this);
    }
  }

  /**
   * Directories of an NFS server, as persistent volumes that are bound to their claims both ways
   * and are kept when the claim goes.
   *
   * @param server a host name or address
   * @param path the exported path, absolute
   * @param options mount options
   * @param size null for the default sizes
   * @param ownership how the directories come to belong to the databases' users
   */
  record Nfs(
      String server,
      String path,
      List<String> options,
      @Nullable String size,
      OwnershipStrategy ownership)
      implements StorageSpec {
    static final List<String> DEFAULT_OPTIONS = List.of("nfsvers=4.2", "hard");

    /** Copies the options. */
    public Nfs {
      Objects.requireNonNull(server, "server");
      Objects.requireNonNull(path, "path");
      options = List.copyOf(options);
      Objects.requireNonNull(ownership, "ownership");
    }

    @Override
    public Nfs withOwnership(OwnershipStrategy strategy) {
      return new Nfs(server, path, options, size, strategy);
    }

    @Override
    public <T> T match(
        Function<? super Dynamic, ? extends T> dynamic,
        Function<? super Nfs, ? extends T> nfs,
        Function<? super ExistingClaim, ? extends T> existingClaim) {
      return nfs.apply(this);
    }
  }

  /**
   * A claim that somebody else made.
   *
   * @param name the claim in the stack's namespace
   * @param ownership how the volume comes to belong to the database's user
   */
  record ExistingClaim(String name, OwnershipStrategy ownership) implements StorageSpec {
    /** All parts are needed. */
    public ExistingClaim {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(ownership, "ownership");
    }

    @Override
    public ExistingClaim withOwnership(OwnershipStrategy strategy) {
      return new ExistingClaim(name, strategy);
    }

    @Override
    public <T> T match(
        Function<? super Dynamic, ? extends T> dynamic,
        Function<? super Nfs, ? extends T> nfs,
        Function<? super ExistingClaim, ? extends T> existingClaim) {
      return existingClaim.apply(this);
    }
  }
}
