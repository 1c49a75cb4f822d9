package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.github.plausible4j.k8s.internal.database.ClickHouseVolumeCheck;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StackVolume;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** ClickHouse as a StatefulSet with one pod, and its configuration files. */
final class ClickHouseManifests {
  static final long UID = 101;
  private static final StackComponent COMPONENT = StackComponent.CLICKHOUSE;
  private static final String PORT = "http";
  private static final String DATA = "data";
  private static final String DATA_DIRECTORY = "/var/lib/clickhouse";

  private ClickHouseManifests() {}

  static List<HasMetadata> of(Rendering rendering, ClickHouseSpec.Managed spec) {
    PlausibleStack stack = rendering.stack();
    StackVolume volume = stack.volumes().clickHouse().orElseThrow();
    List<HasMetadata> objects = new ArrayList<>(VolumeClaims.of(rendering, volume));
    ConfigMap server = configMap(rendering, "config", ClickHouseConfig.server(stack));
    ConfigMap users = configMap(rendering, "users", ClickHouseConfig.profiles(stack));
    objects.add(server);
    objects.add(users);
    objects.add(
        Workloads.headlessService(
            rendering,
            COMPONENT,
            stack.named("clickhouse"),
            PORT,
            DatabaseAddresses.CLICKHOUSE_PORT));
    objects.add(
        Workloads.statefulSet(
            rendering,
            COMPONENT,
            stack.named("clickhouse"),
            pod(rendering, spec, volume, server, users),
            server,
            users));
    return objects;
  }

  private static ConfigMap configMap(
      Rendering rendering, String suffix, Map<String, String> files) {
    return Workloads.configMap(
        rendering, COMPONENT, rendering.stack().named("clickhouse-" + suffix), files);
  }

  private static PodSpec pod(
      Rendering rendering,
      ClickHouseSpec.Managed spec,
      StackVolume volume,
      ConfigMap server,
      ConfigMap users) {
    StorageSpec storage = volume.storage();
    PodSpec pod =
        Hardening.pod(rendering, COMPONENT, spec.nodeSelector(), UID, storage.ownership());
    pod.setTerminationGracePeriodSeconds(120L);
    pod.getContainers().add(container(rendering));
    Collections.addAll(
        pod.getVolumes(),
        Workloads.claimVolume(DATA, volume.claimName()),
        Workloads.configMapVolume("config", server),
        usersVolume(rendering, users),
        Workloads.emptyDir("logs"),
        Workloads.emptyDir("tmp"));
    if (storage.ownership() == OwnershipStrategy.CHOWN_INIT) {
      pod.getInitContainers().add(InitContainers.chown(rendering, DATA, DATA_DIRECTORY, UID));
    }
    if (!(storage instanceof StorageSpec.Dynamic)) {
      pod.getInitContainers().add(volumeCheck(rendering, spec));
    }
    return pod;
  }

  private static Container volumeCheck(Rendering rendering, ClickHouseSpec.Managed spec) {
    return new ContainerBuilder()
        .withName("check-volume")
        .withImage(rendering.stack().release().toolsImage())
        .withCommand(
            "/bin/sh", "-ec", ClickHouseVolumeCheck.script(spec.database(), DATA_DIRECTORY))
        .withResources(Hardening.small(rendering))
        .withSecurityContext(Hardening.container(true))
        .addToVolumeMounts(Workloads.readOnlyMount(DATA, DATA_DIRECTORY))
        .build();
  }

  /** Projects the profiles from the ConfigMap and the user from the Secret into one directory. */
  private static Volume usersVolume(Rendering rendering, ConfigMap users) {
    List<VolumeProjection> sources =
        SecretFiles.projections(
            List.of(
                SecretFiles.own(
                    rendering,
                    StackSecrets.CLICKHOUSE_USERS_FILE,
                    StackSecrets.CLICKHOUSE,
                    StackSecrets.CLICKHOUSE_USERS_FILE)));
    sources.add(
        new VolumeProjectionBuilder()
            .withNewConfigMap()
            .withName(users.getMetadata().getName())
            .endConfigMap()
            .build());
    return Workloads.projectedVolume("users", sources);
  }

  static Probe startupProbe() {
    return ping(5, Workloads.START_ATTEMPTS);
  }

  static Probe readinessProbe() {
    return ping(10, 3);
  }

  static Probe livenessProbe() {
    return ping(30, 10);
  }

  private static Probe ping(int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath("/ping")
        .withNewPort(PORT)
        .endHttpGet()
        .withTimeoutSeconds(5)
        .withPeriodSeconds(periodSeconds)
        .withFailureThreshold(failures)
        .build();
  }

  private static Container container(Rendering rendering) {
    return new ContainerBuilder()
        .withName("clickhouse")
        .withImage(rendering.stack().release().clickHouseImage())
        // The image's entry point would change owners and write users. Both are configured here.
        .withCommand("clickhouse-server", "--config-file=/etc/clickhouse-server/config.xml")
        .addNewEnv()
        .withName("CLICKHOUSE_WATCHDOG_ENABLE")
        .withValue("0")
        .endEnv()
        .addNewPort()
        .withName(PORT)
        .withContainerPort(DatabaseAddresses.CLICKHOUSE_PORT)
        .endPort()
        .withStartupProbe(startupProbe())
        .withReadinessProbe(readinessProbe())
        .withLivenessProbe(livenessProbe())
        .withResources(Hardening.resources(rendering.stack(), COMPONENT))
        .withSecurityContext(Hardening.container(true))
        .addToVolumeMounts(
            Workloads.mount(DATA, DATA_DIRECTORY),
            Workloads.readOnlyMount("config", "/etc/clickhouse-server/config.d"),
            Workloads.readOnlyMount("users", "/etc/clickhouse-server/users.d"),
            Workloads.mount("logs", "/var/log/clickhouse-server"),
            Workloads.mount("tmp", "/tmp"))
        .build();
  }
}
