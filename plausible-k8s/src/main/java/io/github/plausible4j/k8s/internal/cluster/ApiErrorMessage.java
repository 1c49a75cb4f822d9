package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. What the API server said, where a client's own message repeats it within a
 * dump of the answer's fields.
 */
public final class ApiErrorMessage {
  private ApiErrorMessage() {}

  /** The server's message; what the failure says itself, if no server answered. */
  public static String of(@Nullable Throwable failure) {
    if (failure instanceof KubernetesClientException refusal
        && refusal.getStatus() != null
        && refusal.getStatus().getMessage() != null) {
      return refusal.getStatus().getMessage();
    }
    return String.valueOf(failure);
  }
}
