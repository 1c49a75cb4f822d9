package io.github.plausible4j.k8s.internal.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a container waits for, by the reason in its status. Kubelets have many reasons, and new ones
 * are added.
 */
enum Waiting {
  /** For nothing: it runs or has ended, or it waits for its turn as at every start. */
  NOT,
  IMAGE,
  START,
  RESTART;

  private static final Set<String> USUAL = Set.of("", "PodInitializing", "ContainerCreating");
  private static final Set<String> OF_IMAGES =
      Set.of("RegistryUnavailable", "SignatureValidationFailed");

  static Waiting of(JsonNode container) {
    String reason = container.at("/state/waiting/reason").asText();
    if (USUAL.contains(reason)) {
      return NOT;
    }
    if (reason.equals("CrashLoopBackOff")) {
      return RESTART;
    }
    return reason.contains("Image") || OF_IMAGES.contains(reason) ? IMAGE : START;
  }
}
