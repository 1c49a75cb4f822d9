package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import java.util.List;
import java.util.Map;

/** The bundled mail server, with its own pod and Service. */
final class MailManifests {
  private static final int PORT = MailSpec.Bundled.PORT;
  private static final StackComponent COMPONENT = StackComponent.MAIL;

  private MailManifests() {}

  static List<HasMetadata> of(Rendering rendering, String image) {
    String name = rendering.stack().named("mail");
    return List.of(
        new ServiceBuilder()
            .withMetadata(rendering.meta(COMPONENT, Tier.DATABASES, name))
            .withNewSpec()
            .withSelector(rendering.selector(COMPONENT))
            .addNewPort()
            .withName("smtp")
            .withPort(PORT)
            .withNewTargetPort("smtp")
            .withProtocol("TCP")
            .endPort()
            .endSpec()
            .build(),
        deployment(rendering, name, image));
  }

  private static Deployment deployment(Rendering rendering, String name, String image) {
    Deployment deployment =
        new DeploymentBuilder()
            .withMetadata(rendering.workloadMeta(COMPONENT, Tier.DATABASES, name))
            .withNewSpec()
            .withReplicas(1)
            .withProgressDeadlineSeconds(Workloads.PROGRESS_SECONDS)
            .withNewSelector()
            .withMatchLabels(rendering.selector(COMPONENT))
            .endSelector()
            .endSpec()
            .build();
    deployment
        .getSpec()
        .setTemplate(Workloads.template(rendering, COMPONENT, pod(rendering, image)));
    return deployment;
  }

  private static PodSpec pod(Rendering rendering, String image) {
    PodSpec pod = Hardening.pod(rendering, COMPONENT, Map.of(), 0, OwnershipStrategy.PRE_OWNED);
    // Exim binds port 25 and switches to the users that it delivers as.
    pod.getSecurityContext().setRunAsNonRoot(false);
    pod.getContainers().add(container(rendering, image));
    return pod;
  }

  private static Container container(Rendering rendering, String image) {
    return new ContainerBuilder()
        .withName("mail")
        .withImage(image)
        .addNewPort()
        .withName("smtp")
        .withContainerPort(PORT)
        .endPort()
        .withNewReadinessProbe()
        .withNewTcpSocket()
        .withNewPort("smtp")
        .endTcpSocket()
        .withTimeoutSeconds(5)
        .withPeriodSeconds(10)
        .endReadinessProbe()
        .withResources(Hardening.resources(rendering.stack(), COMPONENT))
        .withSecurityContext(
            new SecurityContextBuilder().withAllowPrivilegeEscalation(true).build())
        .build();
  }
}
