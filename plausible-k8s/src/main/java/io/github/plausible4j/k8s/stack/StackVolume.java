package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.release.StackComponent;
import java.util.Objects;

/**
 * A volume that a part of a stack keeps data on.
 *
 * @param component the part
 * @param directory its directory on an NFS server
 * @param storage where the volume comes from
 * @param claimName the PersistentVolumeClaim that the part's pod mounts
 */
public record StackVolume(
    StackComponent component, String directory, StorageSpec storage, String claimName) {
  /** Requires all parts to be non-null. */
  public StackVolume {
    Objects.requireNonNull(component, "component");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(claimName, "claimName");
  }

  /** The default size of a part's volume, as a Kubernetes quantity. */
  public static String defaultSize(StackComponent component) {
    return component == StackComponent.CLICKHOUSE ? "10Gi" : "2Gi";
  }
}
