package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The persistent volumes of the stack's own databases and of Plausible's own files. */
public final class VolumeClaims {
  /** The parts, named like their directories on an NFS server. */
  public static final String POSTGRES = "postgres";

  public static final String CLICKHOUSE = "clickhouse";
  public static final String DATA = "plausible";

  private VolumeClaims() {}

  /** Null unless PostgreSQL is a StatefulSet of the stack. */
  static @Nullable public StorageSpec postgresStorage(PlausibleStack stack) {
    if (stack.postgres() instanceof PostgresSpec.Managed managed) {
      return managed.storage() == null ? stack.storage() : managed.storage();
    }
    return null;
  }

  /** Null unless ClickHouse is a StatefulSet of the stack. */
  static @Nullable public StorageSpec clickHouseStorage(PlausibleStack stack) {
    if (stack.clickHouse() instanceof ClickHouseSpec.Managed managed) {
      return managed.storage() == null ? stack.storage() : managed.storage();
    }
    return null;
  }

  /** Null where Plausible keeps no files, or where several pods cannot share a volume. */
  static @Nullable public StorageSpec dataStorage(PlausibleStack stack) {
    return PlausibleVersion.of(stack.release().version()).hasDataDirectory()
            && stack.replicas() == 1
        ? stack.storage()
        : null;
  }

  /** The claim that a part mounts. */
  public static String claimName(PlausibleStack stack, String part, StorageSpec storage) {
    return storage instanceof StorageSpec.ExistingClaim existing
        ? existing.name()
        : ownClaim(stack, part);
  }

  private static String ownClaim(PlausibleStack stack, String part) {
    return stack.named(part.equals(DATA) ? "data" : part + "-data");
  }

  /** The size of a part's volume where the storage names none. */
  static String defaultSize(String part) {
    return part.equals(CLICKHOUSE) ? "10Gi" : "2Gi";
  }

  static List<HasMetadata> of(
      Rendering rendering, StackComponent component, String part, StorageSpec storage) {
    if (storage instanceof StorageSpec.Dynamic dynamic) {
      return List.of(
          claim(rendering, component, part, dynamic.storageClass(), dynamic.size(), null));
    }
    if (storage instanceof StorageSpec.Nfs nfs) {
      PersistentVolume volume = volume(rendering, component, part, nfs);
      return List.of(
          volume,
          claim(rendering, component, part, "", nfs.size(), volume.getMetadata().getName()));
    }
    return List.of();
  }

  private static PersistentVolume volume(
      Rendering rendering, StackComponent component, String part, StorageSpec.Nfs nfs) {
    PlausibleStack stack = rendering.stack();
    String name = stack.namespace() + "-" + ownClaim(stack, part);
    return new PersistentVolumeBuilder()
        .withMetadata(rendering.clusterMeta(component, Tier.VOLUMES, name))
        .withNewSpec()
        .addToCapacity("storage", new Quantity(size(part, nfs.size())))
        .withAccessModes("ReadWriteOnce")
        .withPersistentVolumeReclaimPolicy("Retain")
        .withStorageClassName("")
        .withVolumeMode("Filesystem")
        .withMountOptions(nfs.options())
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(stack.namespace())
        .withName(ownClaim(stack, part))
        .endClaimRef()
        .withNewNfs()
        .withServer(nfs.server())
        .withPath(directory(nfs.path(), part))
        .endNfs()
        .endSpec()
        .build();
  }

  private static PersistentVolumeClaim claim(
      Rendering rendering,
      StackComponent component,
      String part,
      @Nullable String storageClass,
      @Nullable String size,
      @Nullable String volumeName) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(rendering.meta(component, Tier.VOLUMES, ownClaim(rendering.stack(), part)))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storageClass)
        .withVolumeName(volumeName)
        .withNewResources()
        .addToRequests("storage", new Quantity(size(part, size)))
        .endResources()
        .endSpec()
        .build();
  }

  private static String size(String part, @Nullable String size) {
    return size == null ? defaultSize(part) : size;
  }

  private static String directory(String path, String part) {
    return (path.endsWith("/") ? path : path + "/") + part;
  }
}
