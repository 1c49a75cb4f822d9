package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The persistent volumes and claims of the stack's own databases and of Plausible's files. */
final class VolumeClaims {
  private VolumeClaims() {}

  static List<HasMetadata> of(Rendering rendering, StackVolume volume) {
    return volume
        .storage()
        .match(
            dynamic ->
                List.of(claim(rendering, volume, dynamic.storageClass(), dynamic.size(), null)),
            nfs -> {
              PersistentVolume persistent = volume(rendering, volume, nfs);
              String name = persistent.getMetadata().getName();
              return List.of(persistent, claim(rendering, volume, "", nfs.size(), name));
            },
            existing -> List.of());
  }

  private static PersistentVolume volume(
      Rendering rendering, StackVolume volume, StorageSpec.Nfs nfs) {
    PlausibleStack stack = rendering.stack();
    String name = stack.namespace() + "-" + volume.claimName();
    return new PersistentVolumeBuilder()
        .withMetadata(rendering.clusterMeta(volume.component(), Tier.VOLUMES, name))
        .withNewSpec()
        .addToCapacity("storage", size(volume, nfs.size()))
        .withAccessModes("ReadWriteOnce")
        .withPersistentVolumeReclaimPolicy("Retain")
        .withStorageClassName("")
        .withVolumeMode("Filesystem")
        .withMountOptions(nfs.options())
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(stack.namespace())
        .withName(volume.claimName())
        .endClaimRef()
        .withNewNfs()
        .withServer(nfs.server())
        .withPath(directory(nfs.path(), volume.directory()))
        .endNfs()
        .endSpec()
        .build();
  }

  private static PersistentVolumeClaim claim(
      Rendering rendering,
      StackVolume volume,
      @Nullable String storageClass,
      @Nullable String size,
      @Nullable String volumeName) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(rendering.meta(volume.component(), Tier.VOLUMES, volume.claimName()))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storageClass)
        .withVolumeName(volumeName)
        .withNewResources()
        .addToRequests("storage", size(volume, size))
        .endResources()
        .endSpec()
        .build();
  }

  private static Quantity size(StackVolume volume, @Nullable String size) {
    return new Quantity(size == null ? StackVolume.defaultSize(volume.component()) : size);
  }

  private static String directory(String path, String part) {
    return (path.endsWith("/") ? path : path + "/") + part;
  }
}
