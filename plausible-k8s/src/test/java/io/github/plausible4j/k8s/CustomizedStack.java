package io.github.plausible4j.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.customization.PodCustomization.PullPolicy;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.Resources;

/** A stack with an edit of each kind. */
final class CustomizedStack {
  private CustomizedStack() {}

  static PlausibleStack rich() {
    return PlausibleStack.homelab(Stacks.BASE_URL)
        .toleration(StackComponent.CLICKHOUSE, "disk=ssd:NoSchedule")
        .resources(
            StackComponent.CLICKHOUSE, Resources.of("200m", "512Mi", "2Gi").withCpuLimit("2"))
        .customize(
            Customization.pods(CustomizedPart.ALL)
                .withLabel("team", "web")
                .withPriorityClass("standard")
                .withPullPolicy(PullPolicy.IF_NOT_PRESENT))
        .customize(
            Customization.pods(CustomizedPart.CLICKHOUSE)
                .withPriorityClass("databases")
                .withAnnotation("backup.velero.io/backup-volumes", "data")
                .withRequiredNodes("disk", "ssd", "nvme")
                .withPreferredNodes("zone", "a")
                .withSidecar(exporter()))
        .customize(
            Customization.pods(CustomizedPart.PLAUSIBLE)
                .withSpread("topology.kubernetes.io/zone")
                .withVolume(certificates())
                .withMount(mount())
                .withSecretVariable("GEOLITE2_KEY", "maxmind", "key")
                .withConfigMapVariable("SITE_NOTE", "notes", "text")
                .withInitContainer(
                    new ContainerBuilder()
                        .withName("greet")
                        .withImage("docker.io/library/busybox:1.37")
                        .withCommand("echo", "here we go")
                        .build()))
        .customize(
            Customization.service(CustomizedPart.PLAUSIBLE)
                .withLoadBalancer("192.0.2.10")
                .withAnnotation("metallb.io/address-pool", "public"))
        .customize(
            Customization.claim(CustomizedPart.POSTGRES)
                .withLabel("tier", "gold")
                .withAnnotation("k8up.io/backup", "true"))
        .customize(Customization.namespace().withLabel("istio-injection", "enabled"))
        .customize(Customization.patch("Deployment", "plausible", CustomizedStack::dnsPolicy))
        .customize(Customization.patch("Job", "plausible-migrate", CustomizedStack::deadline))
        .build();
  }

  static Container exporter() {
    return new ContainerBuilder()
        .withName("exporter")
        .withImage("docker.io/altinity/clickhouse-exporter:1.0")
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .withReadOnly(true)
        .endVolumeMount()
        .build();
  }

  static Volume certificates() {
    return new VolumeBuilder()
        .withName("certificates")
        .withNewConfigMap()
        .withName("own-ca")
        .endConfigMap()
        .build();
  }

  static VolumeMount mount() {
    return new VolumeMountBuilder()
        .withName("certificates")
        .withMountPath("/etc/ssl/own")
        .withReadOnly(true)
        .build();
  }

  private static HasMetadata dnsPolicy(HasMetadata object) {
    ((Deployment) object).getSpec().getTemplate().getSpec().setDnsPolicy("ClusterFirst");
    return object;
  }

  private static HasMetadata deadline(HasMetadata object) {
    ((Job) object).getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(10L);
    return object;
  }
}
