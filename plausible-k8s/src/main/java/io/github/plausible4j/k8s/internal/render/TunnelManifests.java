package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.SecretSource;
import java.util.List;
import java.util.Map;

/**
 * The Cloudflare tunnel, with two connectors, so that one may fail. The liveness probe does not
 * depend on the connection to Cloudflare, because a short outage must not restart healthy
 * connectors.
 */
final class TunnelManifests {
  static final String TOKEN = "token";
  static final String CREDENTIALS = "credentials.json";
  private static final StackComponent COMPONENT = StackComponent.TUNNEL;
  private static final long UID = 65532;
  private static final int METRICS_PORT = 2000;
  private static final String SECRETS = "/etc/cloudflared/secrets";
  private static final String CONFIG = "/etc/cloudflared/config";

  private TunnelManifests() {}

  static List<HasMetadata> of(Rendering rendering, ExposureSpec.TunnelToken tunnel) {
    ContainerBuilder container =
        connector(rendering)
            .withArgs("tunnel", "--no-autoupdate", "--metrics", "0.0.0.0:" + METRICS_PORT, "run")
            .addNewEnv()
            .withName("TUNNEL_TOKEN_FILE")
            .withValue(SECRETS + "/" + TOKEN)
            .endEnv();
    PodSpec pod = pod(rendering, container, TOKEN, tunnel.token());
    return List.of(deployment(rendering, pod), budget(rendering));
  }

  static List<HasMetadata> of(Rendering rendering, ExposureSpec.TunnelConfig tunnel) {
    ConfigMap config =
        Workloads.configMap(
            rendering,
            COMPONENT,
            rendering.stack().named("tunnel-config"),
            Map.of("config.yaml", configFile(rendering, tunnel)));
    ContainerBuilder container =
        connector(rendering)
            .withArgs("tunnel", "--config", CONFIG + "/config.yaml", "run")
            .addToVolumeMounts(Workloads.readOnlyMount("config", CONFIG));
    PodSpec pod = pod(rendering, container, CREDENTIALS, tunnel.credentials());
    pod.getVolumes().add(Workloads.configMapVolume("config", config));
    return List.of(config, deployment(rendering, pod, config), budget(rendering));
  }

  private static String configFile(Rendering rendering, ExposureSpec.TunnelConfig tunnel) {
    PlausibleStack stack = rendering.stack();
    StringBuilder rules = new StringBuilder();
    for (String host : stack.hosts()) {
      rules
          .append("  - hostname: ")
          .append(host)
          .append("\n    service: http://")
          .append(stack.serviceHost(stack.name()))
          .append(':')
          .append(PlausibleManifests.SERVICE_PORT)
          .append('\n');
    }
    return """
    tunnel: %s
    credentials-file: %s/%s
    metrics: 0.0.0.0:%d
    no-autoupdate: true
    ingress:
    %s  - service: http_status:404
    """
        .formatted(tunnel.tunnel(), SECRETS, CREDENTIALS, METRICS_PORT, rules);
  }

  private static ContainerBuilder connector(Rendering rendering) {
    return new ContainerBuilder()
        .withName("cloudflared")
        .withImage(rendering.stack().release().tunnelImage())
        .addNewPort()
        .withName("metrics")
        .withContainerPort(METRICS_PORT)
        .endPort()
        .withStartupProbe(probe("/ready", 10, 30))
        .withReadinessProbe(probe("/ready", 10, 3))
        .withLivenessProbe(probe("/healthcheck", 60, 10))
        .withResources(Hardening.resources(rendering.stack(), COMPONENT))
        .withSecurityContext(Hardening.container(true))
        .addToVolumeMounts(Workloads.readOnlyMount("secrets", SECRETS));
  }

  private static Probe probe(String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("metrics")
        .endHttpGet()
        .withTimeoutSeconds(5)
        .withPeriodSeconds(periodSeconds)
        .withFailureThreshold(failures)
        .build();
  }

  private static PodSpec pod(
      Rendering rendering, ContainerBuilder container, String key, SecretSource source) {
    PodSpec pod = Hardening.pod(rendering, COMPONENT, Map.of(), UID, OwnershipStrategy.PRE_OWNED);
    pod.setTerminationGracePeriodSeconds(60L);
    pod.getTopologySpreadConstraints().add(PodDisruptionBudgets.spread(rendering, COMPONENT));
    pod.getContainers().add(container.build());
    pod.getVolumes()
        .add(
            SecretFiles.volume(
                "secrets",
                List.of(SecretFiles.file(rendering, key, StackSecrets.TUNNEL, key, source))));
    return pod;
  }

  private static Deployment deployment(Rendering rendering, PodSpec pod, ConfigMap... configMaps) {
    Deployment deployment =
        new DeploymentBuilder()
            .withMetadata(
                rendering.workloadMeta(COMPONENT, Tier.EXPOSURE, rendering.stack().named("tunnel")))
            .withNewSpec()
            .withReplicas(2)
            .withProgressDeadlineSeconds(Workloads.PROGRESS_SECONDS)
            .withNewSelector()
            .withMatchLabels(rendering.selector(COMPONENT))
            .endSelector()
            .withNewStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withNewMaxSurge(0)
            .withNewMaxUnavailable(1)
            .endRollingUpdate()
            .endStrategy()
            .endSpec()
            .build();
    deployment.getSpec().setTemplate(Workloads.template(rendering, COMPONENT, pod, configMaps));
    return deployment;
  }

  private static HasMetadata budget(Rendering rendering) {
    return PodDisruptionBudgets.oneAtATime(
        rendering, COMPONENT, Tier.EXPOSURE, rendering.stack().named("tunnel"));
  }
}
