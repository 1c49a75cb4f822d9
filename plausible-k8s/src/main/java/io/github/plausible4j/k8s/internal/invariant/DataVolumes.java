package io.github.plausible4j.k8s.internal.invariant;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that only one container at a time writes to a data volume: the one of its component. */
final class DataVolumes {
  private final Map<String, StackComponent> writers;

  DataVolumes(PlausibleStack stack) {
    this.writers =
        stack.volumes().all().stream()
            .collect(
                Collectors.toMap(
                    StackVolume::claimName, StackVolume::component, (one, two) -> one));
  }

  List<Problem> problems(Edited object) {
    Optional<PodSpec> pod = Edited.template(object.customized()).map(PodTemplateSpec::getSpec);
    List<Problem> problems = new ArrayList<>();
    pod.ifPresent(
        each -> {
          Set<String> own =
              Edited.template(object.plain()).orElseThrow().getSpec().getContainers().stream()
                  .map(Container::getName)
                  .collect(Collectors.toSet());
          each.getVolumes().stream()
              .filter(DataVolumes::isWritable)
              .forEach(volume -> problems.addAll(problems(object, each, volume, own)));
        });
    return problems;
  }

  private static boolean isWritable(Volume volume) {
    PersistentVolumeClaimVolumeSource claim = volume.getPersistentVolumeClaim();
    return claim != null && !Boolean.TRUE.equals(claim.getReadOnly());
  }

  private List<Problem> problems(Edited object, PodSpec pod, Volume volume, Set<String> own) {
    String claim = volume.getPersistentVolumeClaim().getClaimName();
    StackComponent writer = writers.get(claim);
    if (writer == null) {
      return List.of();
    }
    if (!object.isOf(writer)) {
      return List.of(
          object.problem(
              "volume " + volume.getName(),
              "has the claim " + claim + ", which only " + writer.label() + " may write to",
              "mount it read-only, or copy the data with a backup"));
    }
    return Edited.containers(pod)
        .filter(container -> isBeside(container, pod, own))
        .filter(container -> container.getVolumeMounts().stream().anyMatch(m -> writes(m, volume)))
        .map(
            container ->
                object.problem(
                    "container " + container.getName() + " mount " + volume.getName(),
                    "is a second writer to a data volume",
                    "mount it read-only"))
        .toList();
  }

  /** Whether a container runs at the same time as the stack's own one. */
  private static boolean isBeside(Container container, PodSpec pod, Set<String> own) {
    boolean init = !pod.getContainers().contains(container);
    return init
        ? "Always".equals(container.getRestartPolicy())
        : !own.contains(container.getName());
  }

  private static boolean writes(VolumeMount mount, Volume volume) {
    return volume.getName().equals(mount.getName()) && !Boolean.TRUE.equals(mount.getReadOnly());
  }
}
