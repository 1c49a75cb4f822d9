package io.github.plausible4j.k8s.internal.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * For internal use only. Finds out within seconds whether an API server answers at all. The client
 * itself retries failed requests for longer than anyone at a console waits. That helps if a server
 * is busy, but only delays the error if there is none.
 */
public final class ConnectionCheck {
  /** The host that the client uses if no configuration names one. */
  private static final String DEFAULT_HOST = "kubernetes.default.svc";

  static final String OTHER_CLUSTER =
      "if this is not the intended cluster, choose another context in the kubeconfig";

  private final KubernetesClient client;
  private final Duration atMost;

  /**
   * Why the API server cannot be reached.
   *
   * @param cause one sentence
   * @param evidence the error or response that was received
   * @param remedy the action to take
   */
  public record Failure(String cause, String evidence, String remedy) {}

  /**
   * Creates a check that uses the transport of a client.
   *
   * @param atMost the longest wait for a response
   */
  public ConnectionCheck(KubernetesClient client, Duration atMost) {
    this.client = client;
    this.atMost = atMost;
  }

  /** Why the server cannot be reached; empty if it answers, even with an error. */
  public Optional<Failure> failure() {
    HttpClient once =
        client
            .getHttpClient()
            .newBuilder()
            .tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build())
            .build(); // not closed, because it shares the client's transport
    CompletableFuture<HttpResponse<String>> answer =
        once.sendAsync(
            once.newHttpRequestBuilder().uri(server() + "/version").build(), String.class);
    try {
      return NotAnApiServer.of(server(), answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of(failure(e));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return Optional.of(failure(cause == null ? e : cause));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new KubeApiException("interrupted while waiting for the API server", e);
    }
  }

  /** The server's URL, without a trailing slash. */
  public String server() {
    return client.getMasterUrl().toString().replaceFirst("/+$", "");
  }

  private Failure failure(Throwable thrown) {
    String evidence =
        thrown instanceof TimeoutException
            ? "no answer from " + server() + " within " + atMost.toSeconds() + " s"
            : server() + ": " + thrown;
    if (DEFAULT_HOST.equals(client.getMasterUrl().getHost())) {
      return new Failure(
          "no cluster is configured",
          evidence,
          "set KUBECONFIG to a file that names a cluster; without one the client assumes that it"
              + " runs inside a cluster");
    } else if (thrown instanceof UnknownHostException) {
      return new Failure(
          "the host name of the API server cannot be resolved",
          evidence,
          "check that this machine's DNS resolves the name; " + OTHER_CLUSTER);
    } else if (thrown instanceof SSLException distrusted) {
      return CertificateFailure.of(server(), distrusted);
    } else if (thrown instanceof ConnectException) {
      return new Failure(
          "nothing accepts connections at the API server's address",
          evidence,
          "check that the cluster runs, with `kubectl get nodes`; " + OTHER_CLUSTER);
    }
    return new Failure(
        "the API server does not answer",
        evidence,
        "check that this machine can reach the address: network, VPN, firewall; " + OTHER_CLUSTER);
  }
}
