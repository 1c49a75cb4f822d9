package io.github.plausible4j.k8s.internal.rollout;

import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.rollout.ContainerContext.DataVolume;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says how to change the owner of a volume's files to the user of a container, by the kind of the
 * volume.
 */
final class OwnershipRemedy {
  private OwnershipRemedy() {}

  static String of(ContainerContext container, String line) {
    List<DataVolume> all = container.dataVolumes();
    List<DataVolume> named =
        all.stream().filter(volume -> line.contains(volume.mountPath())).toList();
    List<DataVolume> volumes = named.isEmpty() ? all : named;
    return volumes.isEmpty()
        ? "change the owner of the volume's files to "
            + container.owner()
            + " (user:group), with chown -R"
        : volumes.stream().map(volume -> of(container, volume)).collect(Collectors.joining("; "));
  }

  private static String of(ContainerContext container, DataVolume data) {
    String owner = container.owner();
    KubeObject volume = data.volume().orElse(null);
    if (volume != null && volume.at("/spec/nfs").isObject()) {
      return "on the NFS server "
          + volume.text("/spec/nfs/server")
          + " run: chown -R "
          + owner
          + " "
          + volume.text("/spec/nfs/path")
          + "; OwnershipStrategy.CHOWN_INIT does it automatically if the export has no_root_squash";
    }
    String directory =
        volume == null ? "" : volume.text("/spec/local/path") + volume.text("/spec/hostPath/path");
    if (!directory.isEmpty()) {
      String node = container.nodeName();
      return "on the node "
          + (node.isEmpty() ? "of the volume" : node)
          + " run: chown -R "
          + owner
          + " "
          + directory
          + "; OwnershipStrategy.CHOWN_INIT does it automatically";
    }
    return "change the owner of the files of claim "
        + data.claim()
        + " to "
        + owner
        + " (user:group): with OwnershipStrategy.FS_GROUP if the storage driver supports it, or"
        + " with OwnershipStrategy.CHOWN_INIT";
  }
}
