package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.github.plausible4j.k8s.release.PlausibleVersion;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StackVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects of Plausible itself. */
public final class PlausibleManifests {
  static final String PORT = "http";
  public static final int SERVICE_PORT = 80;
  private static final StackComponent COMPONENT = StackComponent.PLAUSIBLE;

  private PlausibleManifests() {}

  public static List<HasMetadata> of(Rendering rendering) {
    List<HasMetadata> objects = new ArrayList<>();
    PlausibleStack stack = rendering.stack();
    Optional<StackVolume> volume = stack.volumes().plausible();
    volume.ifPresent(data -> objects.addAll(VolumeClaims.of(rendering, data)));
    ConfigMap environment = new AppEnvironment(rendering).configMap();
    objects.add(environment);
    objects.add(service(rendering));
    objects.add(deployment(rendering, pod(rendering, volume), environment));
    if (stack.replicas() > 1) {
      objects.add(
          PodDisruptionBudgets.oneAtATime(rendering, COMPONENT, Tier.APPLICATION, stack.name()));
    }
    return objects;
  }

  private static Deployment deployment(Rendering rendering, PodSpec pod, ConfigMap environment) {
    PlausibleStack stack = rendering.stack();
    Deployment deployment =
        new DeploymentBuilder()
            .withMetadata(rendering.workloadMeta(COMPONENT, Tier.APPLICATION, stack.name()))
            .withNewSpec()
            .withReplicas(stack.replicas())
            .withProgressDeadlineSeconds(Workloads.PROGRESS_SECONDS)
            .withNewSelector()
            .withMatchLabels(rendering.selector(COMPONENT))
            .endSelector()
            .withStrategy(strategy(stack.replicas()))
            .endSpec()
            .build();
    deployment.getSpec().setTemplate(Workloads.template(rendering, COMPONENT, pod, environment));
    return deployment;
  }

  private static DeploymentStrategy strategy(int replicas) {
    if (replicas == 1) {
      // One writer for the volume, and never two releases on the same databases.
      return new DeploymentStrategyBuilder().withType("Recreate").build();
    }
    return new DeploymentStrategyBuilder()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxSurge(1)
        .withNewMaxUnavailable(0)
        .endRollingUpdate()
        .build();
  }

  private static PodSpec pod(Rendering rendering, Optional<StackVolume> volume) {
    PlausibleStack stack = rendering.stack();
    AppEnvironment environment = new AppEnvironment(rendering);
    OwnershipStrategy ownership =
        volume.map(data -> data.storage().ownership()).orElse(OwnershipStrategy.PRE_OWNED);
    PodSpec pod = environment.pod(COMPONENT, container(rendering), dataVolume(volume), ownership);
    pod.setTerminationGracePeriodSeconds(60L);
    List<Container> before = pod.getInitContainers();
    if (ownership == OwnershipStrategy.CHOWN_INIT) {
      before.add(
          InitContainers.chown(
              rendering,
              "data",
              AppEnvironment.DATA_DIRECTORY,
              PlausibleVersion.of(stack.release().version()).uid()));
    }
    before.add(InitContainers.waitForPostgres(rendering));
    before.add(InitContainers.waitForClickHouse(rendering));
    if (stack.replicas() > 1) {
      pod.getTopologySpreadConstraints().add(PodDisruptionBudgets.spread(rendering, COMPONENT));
    }
    return pod;
  }

  private static Volume dataVolume(Optional<StackVolume> volume) {
    return volume
        .map(data -> Workloads.claimVolume("data", data.claimName()))
        .orElseGet(() -> Workloads.emptyDir("data"));
  }

  private static Container container(Rendering rendering) {
    PlausibleVersion version = PlausibleVersion.of(rendering.stack().release().version());
    ContainerBuilder container =
        new AppEnvironment(rendering)
            .container("plausible", COMPONENT)
            .addNewPort()
            .withName(PORT)
            .withContainerPort(AppEnvironment.PORT)
            .endPort();
    if (version.hasDataDirectory()) {
      String temporary = AppEnvironment.DATA_DIRECTORY + "/tmp";
      container
          .withCommand("/bin/sh", "-c", "mkdir -p \"$TMPDIR\" && exec /entrypoint.sh run")
          .addNewEnv()
          .withName("TMPDIR")
          .withValue(temporary)
          .endEnv();
    } else {
      container.withArgs("run");
    }
    // If a database is down, the health check takes up to 6 s to answer.
    ProbeBuilder live = new ProbeBuilder().withTimeoutSeconds(10);
    ProbeBuilder ready = new ProbeBuilder().withTimeoutSeconds(10);
    if (version.hasSystemHealth()) {
      live.withNewHttpGet().withPath("/api/system/health/live").withNewPort(PORT).endHttpGet();
      ready.withNewHttpGet().withPath("/api/system/health/ready").withNewPort(PORT).endHttpGet();
    } else {
      // This release's only health check fails if a database is down, which a restart cannot fix.
      live.withNewTcpSocket().withNewPort(PORT).endTcpSocket();
      ready.withNewHttpGet().withPath("/api/health").withNewPort(PORT).endHttpGet();
    }
    return container
        .withStartupProbe(live.withPeriodSeconds(5).withFailureThreshold(120).build())
        .withReadinessProbe(ready.withPeriodSeconds(10).withFailureThreshold(3).build())
        .withLivenessProbe(live.withPeriodSeconds(30).withFailureThreshold(6).build())
        .build();
  }

  private static Service service(Rendering rendering) {
    return new ServiceBuilder()
        .withMetadata(rendering.meta(COMPONENT, Tier.APPLICATION, rendering.stack().name()))
        .withNewSpec()
        .withSelector(rendering.selector(COMPONENT))
        .addNewPort()
        .withName(PORT)
        .withPort(SERVICE_PORT)
        .withNewTargetPort(PORT)
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }
}
