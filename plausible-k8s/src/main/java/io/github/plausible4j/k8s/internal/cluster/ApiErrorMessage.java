package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. Extracts the API server's message from the client's exceptions, whose own
 * messages also dump the fields of the response.
 */
public final class ApiErrorMessage {
  private ApiErrorMessage() {}

  /** The server's message, or the failure's own text if no server answered. */
  public static String of(@Nullable Throwable failure) {
    if (failure instanceof KubernetesClientException refusal
        && refusal.getStatus() != null
        && refusal.getStatus().getMessage() != null) {
      return refusal.getStatus().getMessage();
    }
    return String.valueOf(failure);
  }
}
