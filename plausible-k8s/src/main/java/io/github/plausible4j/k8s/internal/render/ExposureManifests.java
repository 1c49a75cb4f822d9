package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.List;
import java.util.TreeMap;

/** The Ingress, HTTPRoute or tunnel in front of Plausible's Service. */
final class ExposureManifests {
  private static final StackComponent COMPONENT = StackComponent.EXPOSURE;

  private ExposureManifests() {}

  static List<HasMetadata> of(Rendering rendering) {
    return rendering
        .stack()
        .exposure()
        .match(
            none -> List.of(),
            ingress -> List.of(ingress(rendering, ingress)),
            gateway -> List.of(route(rendering, gateway)),
            tunnel -> TunnelManifests.of(rendering, tunnel),
            tunnel -> TunnelManifests.of(rendering, tunnel));
  }

  private static HasMetadata ingress(Rendering rendering, ExposureSpec.Ingress spec) {
    PlausibleStack stack = rendering.stack();
    IngressBuilder ingress =
        new IngressBuilder()
            .withMetadata(rendering.meta(COMPONENT, Tier.EXPOSURE, stack.name()))
            .editMetadata()
            .addToAnnotations(new TreeMap<>(spec.annotations()))
            .endMetadata()
            .withNewSpec()
            .withIngressClassName(spec.className())
            .withRules(stack.hosts().stream().map(host -> rule(stack, host)).toList())
            .endSpec();
    if (spec.tlsSecret() != null) {
      ingress
          .editSpec()
          .withTls(
              new IngressTLSBuilder()
                  .withHosts(stack.hosts())
                  .withSecretName(spec.tlsSecret())
                  .build())
          .endSpec();
    }
    return ingress.build();
  }

  private static IngressRule rule(PlausibleStack stack, String host) {
    return new IngressRuleBuilder()
        .withHost(host)
        .withNewHttp()
        .addNewPath()
        .withPath("/")
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(stack.name())
        .withNewPort()
        .withName(PlausibleManifests.PORT)
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .endHttp()
        .build();
  }

  private static HasMetadata route(Rendering rendering, ExposureSpec.Gateway spec) {
    PlausibleStack stack = rendering.stack();
    return new HTTPRouteBuilder()
        .withMetadata(rendering.meta(COMPONENT, Tier.EXPOSURE, stack.name()))
        .withNewSpec()
        .addNewParentRef()
        .withNamespace(spec.namespace())
        .withName(spec.name())
        .withSectionName(spec.listener())
        .endParentRef()
        .withHostnames(stack.hosts())
        .addNewRule()
        .addNewMatch()
        .withNewPath()
        .withType("PathPrefix")
        .withValue("/")
        .endPath()
        .endMatch()
        .addNewBackendRef()
        .withName(stack.name())
        .withPort(PlausibleManifests.SERVICE_PORT)
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }
}
