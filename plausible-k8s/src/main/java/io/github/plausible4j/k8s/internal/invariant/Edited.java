package io.github.plausible4j.k8s.internal.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.validation.Problem;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object without and with the stack's customizations.
 *
 * @param plain the object without customizations
 * @param customized the object with customizations
 */
record Edited(HasMetadata plain, HasMetadata customized) {
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isChanged() {
    return !plain.equals(customized);
  }

  JsonNode plainJson() {
    return JSON.valueToTree(plain);
  }

  JsonNode json() {
    return JSON.valueToTree(customized);
  }

  boolean isOf(StackComponent component) {
    return component.label().equals(plain.getMetadata().getLabels().get(StackComponent.LABEL));
  }

  Problem problem(@Nullable String value, String rule, String remedy) {
    String name = customized.getKind() + " " + customized.getMetadata().getName();
    return new Problem(name, value, rule, remedy);
  }

  static Optional<PodTemplateSpec> template(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return Optional.of(deployment.getSpec().getTemplate());
    } else if (object instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate());
    }
    return object instanceof Job job ? Optional.of(job.getSpec().getTemplate()) : Optional.empty();
  }

  static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }
}
