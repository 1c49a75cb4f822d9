package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.Optional;

/** Tells the answer of an API server from that of whatever else listens at an address. */
final class NotAnApiServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 100;

  private NotAnApiServer() {}

  /** Whose answer it is, where that is not the cluster's; empty for refusals that may pass. */
  static Optional<ConnectionCheck.Failure> of(String server, HttpResponse<String> version) {
    int status = version.code();
    boolean page = version.isSuccessful() || status == 400 || status == 404;
    if (!page || version.body().isBlank() || isOfApi(version.body())) {
      return Optional.empty();
    }
    String line = version.body().lines().findFirst().orElse("").strip();
    return Optional.of(
        new ConnectionCheck.Failure(
            "what answers at this address is not the API server of a cluster",
            server
                + ": status "
                + status
                + (line.isEmpty() ? "" : ", " + line.substring(0, Math.min(SHOWN, line.length()))),
            "see that the address in the kubeconfig begins with https and has the API server's"
                + " port, 6443 with k3s, and that no proxy answers in its place; "
                + ConnectionCheck.OTHER_CLUSTER));
  }

  /** What is no API writes for people, in HTML or plain text. */
  private static boolean isOfApi(String body) {
    try {
      return JSON.readTree(body).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
