package io.github.plausible4j.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of a stack, as questions of tests. */
public final class Rendered {
  private final PlausibleStack stack;
  private final List<HasMetadata> objects;

  private Rendered(PlausibleStack stack) {
    this.stack = stack;
    this.objects = StackManifests.of(stack).objects();
  }

  public static Rendered of(PlausibleStack stack) {
    return new Rendered(stack);
  }

  PlausibleStack stack() {
    return stack;
  }

  List<HasMetadata> objects() {
    return objects;
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind, String name) {
    List<T> found =
        all(kind).stream().filter(object -> object.getMetadata().getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind + " named " + name);
    }
    return found.get(0);
  }

  /** The one workload of a component that keeps running. */
  public PodSpec pod(StackComponent component) {
    return workloads().entrySet().stream()
        .filter(
            entry ->
                component
                    .label()
                    .equals(entry.getKey().getMetadata().getLabels().get(Rendering.COMPONENT)))
        .map(entry -> entry.getValue().getSpec())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no workload of " + component));
  }

  public Container container(StackComponent component) {
    return pod(component).getContainers().get(0);
  }

  /** All pod templates by the object that they are in. */
  Map<HasMetadata, PodTemplateSpec> workloads() {
    Map<HasMetadata, PodTemplateSpec> templates = new LinkedHashMap<>();
    for (HasMetadata object : objects) {
      if (object instanceof Deployment deployment) {
        templates.put(object, deployment.getSpec().getTemplate());
      } else if (object instanceof StatefulSet set) {
        templates.put(object, set.getSpec().getTemplate());
      } else if (object instanceof Job job) {
        templates.put(object, job.getSpec().getTemplate());
      }
    }
    return templates;
  }

  List<Service> services() {
    return all(Service.class);
  }

  ConfigMap configMap(String name) {
    return one(ConfigMap.class, name);
  }

  static Stream<Container> containers(PodSpec pod) {
    List<Container> containers = new ArrayList<>(pod.getInitContainers());
    containers.addAll(pod.getContainers());
    return containers.stream();
  }
}
