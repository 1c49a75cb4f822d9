package io.github.plausible4j.k8s.internal.invariant;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.internal.variable.Variable;
import io.github.plausible4j.k8s.internal.variable.Variables;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that a pod has the volumes that it mounts, and that the stack's own containers are
 * unchanged.
 */
final class PodInvariants {
  private final Edited object;
  private final PodSpec plain;
  private final PodSpec pod;
  private final List<Problem> problems = new ArrayList<>();

  private PodInvariants(Edited object, PodSpec plain, PodSpec pod) {
    this.object = object;
    this.plain = plain;
    this.pod = pod;
  }

  static List<Problem> problems(Edited object) {
    Optional<PodSpec> plain = Edited.template(object.plain()).map(PodTemplateSpec::getSpec);
    Optional<PodSpec> pod = Edited.template(object.customized()).map(PodTemplateSpec::getSpec);
    if (plain.isEmpty() || pod.isEmpty()) {
      return List.of();
    }
    PodInvariants invariants = new PodInvariants(object, plain.get(), pod.get());
    invariants.names();
    invariants.mounts();
    Edited.containers(plain.get()).forEach(invariants::own);
    invariants.volumes();
    invariants.ends();
    return invariants.problems;
  }

  private void names() {
    twice(Edited.containers(pod).map(Container::getName), "container");
    twice(pod.getVolumes().stream().map(Volume::getName), "volume");
    Edited.containers(pod)
        .forEach(
            container -> {
              String name = "container " + container.getName() + " ";
              twice(container.getEnv().stream().map(EnvVar::getName), name + "variable");
              twice(
                  container.getVolumeMounts().stream().map(VolumeMount::getMountPath),
                  name + "mount");
            });
  }

  private void twice(Stream<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names
        .filter(name -> !seen.add(name))
        .forEach(name -> add(what + " " + name, "appears twice", "change the one that you add"));
  }

  private void mounts() {
    Set<String> volumes =
        pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
    Edited.containers(pod)
        .forEach(
            container ->
                container.getVolumeMounts().stream()
                    .filter(mount -> !volumes.contains(mount.getName()))
                    .forEach(
                        mount ->
                            add(
                                "container " + container.getName() + " mount " + mount.getName(),
                                "is not a volume of the pod",
                                "add it with withVolume, or use one of "
                                    + volumes.stream().sorted().toList())));
  }

  /** Checks one of the stack's own containers. */
  private void own(Container before) {
    String name = "container " + before.getName();
    Optional<Container> found =
        Edited.containers(pod).filter(each -> before.getName().equals(each.getName())).findFirst();
    if (found.isEmpty()) {
      add(name, "belongs to the stack and was removed", "keep it");
      return;
    }
    Container after = found.get();
    kept(name + " image", before, after, Container::getImage, "use release(...) of the builder");
    kept(name + " command", before, after, Container::getCommand, "keep it");
    kept(name + " args", before, after, Container::getArgs, "keep them");
    kept(name + " ports", before, after, Container::getPorts, "keep them");
    all(name + " envFrom", before.getEnvFrom(), after.getEnvFrom());
    all(name + " env", before.getEnv(), after.getEnv());
    all(name + " volumeMounts", before.getVolumeMounts(), after.getVolumeMounts());
    after.getEnv().stream()
        .filter(variable -> !before.getEnv().contains(variable))
        .forEach(variable -> variable(name, variable.getName()));
  }

  /** A variable of the container would override the stack's value in a ConfigMap or a file. */
  private void variable(String container, String name) {
    boolean application =
        object.isOf(StackComponent.PLAUSIBLE)
            || object.isOf(StackComponent.MIGRATION)
            || object.isOf(StackComponent.ADMIN);
    Optional<Variable> known =
        Variables.find(name)
            .filter(each -> application)
            .filter(
                each ->
                    each.role() == Variable.Role.STACK || each.role() == Variable.Role.RESERVED);
    known.ifPresent(
        each ->
            add(
                container + " variable " + name,
                "is set by the stack",
                each.role() == Variable.Role.STACK ? "use " + each.owner() : "leave it out"));
  }

  private void volumes() {
    for (Volume volume : plain.getVolumes()) {
      if (!pod.getVolumes().contains(volume)) {
        add("volume " + volume.getName(), "belongs to the stack and was changed", "keep it");
      }
    }
  }

  /** Checks that no container keeps running after a Job's work is done. */
  private void ends() {
    if (object.plain() instanceof Job
        && pod.getContainers().size() > plain.getContainers().size()) {
      add(
          "containers",
          "keep the Job from completing",
          "add an init container with the restart policy Always instead");
    }
    if (!Objects.equals(plain.getRestartPolicy(), pod.getRestartPolicy())) {
      add("restartPolicy", "is set by the stack", "keep it");
    }
  }

  private void kept(
      String what, Container before, Container after, Function<Container, ?> field, String remedy) {
    if (!Objects.equals(field.apply(before), field.apply(after))) {
      add(what, "belongs to the stack and was changed", remedy);
    }
  }

  private <T> void all(String what, List<T> before, List<T> after) {
    if (!after.containsAll(before)) {
      add(what, "lacks entries that the stack sets", "only add to it");
    }
  }

  private void add(String what, String rule, String remedy) {
    problems.add(object.problem(what, rule, remedy));
  }
}
