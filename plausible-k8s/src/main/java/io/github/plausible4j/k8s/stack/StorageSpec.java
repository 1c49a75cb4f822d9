package io.github.plausible4j.k8s.stack;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a stack is stored. Sizes are Kubernetes quantities. The default sizes are 2Gi
 * for PostgreSQL, 10Gi for ClickHouse and 2Gi for Plausible's own files.
 */
public sealed interface StorageSpec {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super Dynamic, ? extends T> dynamic,
      Function<? super Nfs, ? extends T> nfs,
      Function<? super ExistingClaim, ? extends T> existingClaim);

  /** How the databases' users become the owners of the volumes. */
  OwnershipStrategy ownership();

  /** Returns a copy with another ownership strategy. */
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
   * The directories {@code postgres}, {@code clickhouse} and {@code plausible} below a path of an
   * NFS server. They have to exist and to belong to the users that the parts run as. They are
   * mounted with {@code nfsvers=4.2} and {@code hard}.
   */
  static Nfs nfs(String server, String path) {
    return nfs(server, path, Nfs.DEFAULT_OPTIONS, null);
  }

  /**
   * Like {@link #nfs(String, String)}, with other mount options and sizes.
   *
   * @param options the mount options, one in each element
   * @param size the size that each claim and volume declares; null for the default sizes
   */
  static Nfs nfs(String server, String path, List<String> options, @Nullable String size) {
    return new Nfs(server, path, options, size, OwnershipStrategy.PRE_OWNED);
  }

  /** An existing claim in the stack's namespace. Only one part can use it. */
  static ExistingClaim existingClaim(String name) {
    return new ExistingClaim(name, OwnershipStrategy.FS_GROUP);
  }

  /**
   * Volumes that the cluster provisions.
   *
   * @param storageClass the storage class; null for the cluster's default
   * @param size the size of each volume; null for the default sizes
   * @param ownership how the databases' users become the owners of the volumes
   */
  record Dynamic(@Nullable String storageClass, @Nullable String size, OwnershipStrategy ownership)
      implements StorageSpec {
    /** Requires the ownership to be non-null. */
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
   * Directories of an NFS server. Each is a persistent volume that is bound to its claim and is
   * kept when the claim is deleted.
   *
   * @param server the host name or IP address of the server
   * @param path the exported path, absolute
   * @param options the mount options
   * @param size the size of each volume; null for the default sizes
   * @param ownership how the databases' users become the owners of the directories
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
   * A claim that the stack did not create.
   *
   * @param name the name of the claim in the stack's namespace
   * @param ownership how the database's user becomes the owner of the volume
   */
  record ExistingClaim(String name, OwnershipStrategy ownership) implements StorageSpec {
    /** Requires all parts to be non-null. */
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
