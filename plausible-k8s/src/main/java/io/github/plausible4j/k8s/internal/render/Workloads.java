package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects that several components have in common. */
public final class Workloads {
  /**
   * A Deployment's {@code progressDeadlineSeconds}. Kubernetes' default of ten minutes is too short
   * for a board that pulls the images over a slow connection.
   */
  static final int PROGRESS_SECONDS = 3600;

  /**
   * The failure threshold of a database's startup probe, with a period of 5 s: one hour. A recovery
   * after a power cut that is interrupted starts again from the beginning, and so would never end.
   */
  static final int START_ATTEMPTS = 720;

  private Workloads() {}

  /** A StatefulSet with one pod. The old pod is gone before the new one starts. */
  static StatefulSet statefulSet(
      Rendering rendering,
      StackComponent component,
      String name,
      PodSpec pod,
      ConfigMap... configMaps) {
    StatefulSet workload =
        new StatefulSetBuilder()
            .withMetadata(rendering.workloadMeta(component, Tier.DATABASES, name))
            .withNewSpec()
            .withReplicas(1)
            .withServiceName(name)
            .withNewSelector()
            .withMatchLabels(rendering.selector(component))
            .endSelector()
            .endSpec()
            .build();
    workload.getSpec().setTemplate(template(rendering, component, pod, configMaps));
    return workload;
  }

  /**
   * A pod template with customizations and checksums. Set it on the built workload rather than on
   * its builder: nested builders copy it once for each level.
   */
  static PodTemplateSpec template(
      Rendering rendering, StackComponent component, PodSpec pod, ConfigMap... configMaps) {
    ObjectMeta meta = new ObjectMeta();
    meta.setLabels(rendering.labels(component));
    meta.setAnnotations(new TreeMap<>());
    PodTemplateSpec template = new PodTemplateSpec(meta, pod);
    PodCustomizer.apply(rendering, component, template);
    meta.getAnnotations().putAll(Checksums.of(pod, rendering.secrets(), configMaps));
    return template;
  }

  /** A headless Service, whose name resolves to the address of the pod itself. */
  static Service headlessService(
      Rendering rendering, StackComponent component, String name, String portName, int port) {
    return new ServiceBuilder()
        .withMetadata(rendering.meta(component, Tier.DATABASES, name))
        .withNewSpec()
        .withClusterIP("None")
        .withSelector(rendering.selector(component))
        .addNewPort()
        .withName(portName)
        .withPort(port)
        .withNewTargetPort(portName)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  static ConfigMap configMap(
      Rendering rendering, StackComponent component, String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withMetadata(rendering.meta(component, Tier.CONFIGURATION, name))
        .withData(new TreeMap<>(data))
        .build();
  }

  public static Volume emptyDir(String name) {
    Volume volume = volume(name);
    volume.setEmptyDir(new EmptyDirVolumeSource());
    return volume;
  }

  static Volume configMapVolume(String name, ConfigMap configMap) {
    ConfigMapVolumeSource source = new ConfigMapVolumeSource();
    source.setName(configMap.getMetadata().getName());
    Volume volume = volume(name);
    volume.setConfigMap(source);
    return volume;
  }

  static Volume claimVolume(String name, String claim) {
    Volume volume = volume(name);
    volume.setPersistentVolumeClaim(new PersistentVolumeClaimVolumeSource(claim, null));
    return volume;
  }

  /** A volume with files from several ConfigMaps and Secrets. */
  static Volume projectedVolume(String name, List<VolumeProjection> sources) {
    Volume volume = volume(name);
    volume.setProjected(new ProjectedVolumeSource(SecretFiles.MODE, sources));
    return volume;
  }

  private static Volume volume(String name) {
    Volume volume = new Volume();
    volume.setName(name);
    return volume;
  }

  static VolumeMount mount(String volume, String path) {
    VolumeMount mount = new VolumeMount();
    mount.setName(volume);
    mount.setMountPath(path);
    return mount;
  }

  public static VolumeMount readOnlyMount(String volume, String path) {
    VolumeMount mount = mount(volume, path);
    mount.setReadOnly(true);
    return mount;
  }
}
