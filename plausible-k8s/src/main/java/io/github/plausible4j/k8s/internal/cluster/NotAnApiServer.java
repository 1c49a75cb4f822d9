package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.Optional;

/** Recognizes responses of other servers that listen at the configured address. */
final class NotAnApiServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 100;

  private NotAnApiServer() {}

  /**
   * Describes a response that is not an API server's; empty for one that may be, such as an error.
   */
  static Optional<ConnectionCheck.Failure> of(String server, HttpResponse<String> version) {
    int status = version.code();
    boolean page = version.isSuccessful() || status == 400 || status == 404;
    if (!page || version.body().isBlank() || isOfApi(version.body())) {
      return Optional.empty();
    }
    String line = version.body().lines().findFirst().orElse("").strip();
    return Optional.of(
        new ConnectionCheck.Failure(
            "the server at this address is not a Kubernetes API server",
            server
                + ": status "
                + status
                + (line.isEmpty() ? "" : ", " + line.substring(0, Math.min(SHOWN, line.length()))),
            "check that the address in the kubeconfig begins with https and has the API server's"
                + " port, 6443 with k3s, and that no proxy answers in its place; "
                + ConnectionCheck.OTHER_CLUSTER));
  }

  /** An API server answers with a JSON object; other servers with HTML or plain text. */
  private static boolean isOfApi(String body) {
    try {
      return JSON.readTree(body).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
