package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container of a pod, with what the rules need to know about its pod, node and volumes. */
record ContainerContext(KubeObject pod, String container, ClusterView view) {
  private static final String ARCHITECTURE = "kubernetes.io/arch";

  /** For failures of a pod that name no container. */
  static ContainerContext ofPod(KubeObject pod, ClusterView view) {
    return new ContainerContext(pod, "", view);
  }

  /** The container in the pod's spec. */
  JsonNode spec() {
    for (String list : List.of("/spec/containers", "/spec/initContainers")) {
      for (JsonNode each : pod.at(list)) {
        if (each.path("name").asText().equals(container)) {
          return each;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /** The architecture of the node, such as {@code arm64}; empty if it is not known. */
  String architecture() {
    String selected = pod.at("/spec/nodeSelector").path(ARCHITECTURE).asText("");
    return selected.isEmpty() ? node().map(node -> node.label(ARCHITECTURE)).orElse("") : selected;
  }

  /** The node that the pod was placed on. */
  Optional<KubeObject> node() {
    String name = nodeName();
    return name.isEmpty() ? Optional.empty() : view.clusterScoped("Node", name);
  }

  String nodeName() {
    return pod.text("/spec/nodeName");
  }

  /**
   * The user and the group that own the files, as in {@code 70:70}. A container that runs as root
   * only changes owners, so the pod's user counts.
   */
  String owner() {
    long user = spec().at("/securityContext/runAsUser").asLong();
    if (user == 0) {
      user = pod.at("/spec/securityContext/runAsUser").asLong();
    }
    JsonNode group = pod.at("/spec/securityContext/runAsGroup");
    if (group.isMissingNode()) {
      group = pod.at("/spec/securityContext/fsGroup");
    }
    return user + ":" + group.asLong(user);
  }

  /** The data volumes of the container: those with a claim. */
  List<DataVolume> dataVolumes() {
    List<DataVolume> volumes = new ArrayList<>();
    for (JsonNode mount : spec().path("volumeMounts")) {
      for (JsonNode volume : pod.at("/spec/volumes")) {
        String claim = volume.at("/persistentVolumeClaim/claimName").asText("");
        if (!claim.isEmpty() && volume.path("name").equals(mount.path("name"))) {
          volumes.add(new DataVolume(mount.path("mountPath").asText(), claim, volumeOf(claim)));
        }
      }
    }
    return volumes;
  }

  private Optional<KubeObject> volumeOf(String claim) {
    return view.get(new ObjectRef("v1", "PersistentVolumeClaim", pod.namespace(), claim))
        .map(found -> found.text("/spec/volumeName"))
        .filter(name -> !name.isEmpty())
        .flatMap(name -> view.clusterScoped("PersistentVolume", name));
  }

  /**
   * A data volume.
   *
   * @param volume empty if the claim is not bound or the volume may not be read
   */
  record DataVolume(String mountPath, String claim, Optional<KubeObject> volume) {}
}
