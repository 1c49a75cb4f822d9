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
 * For internal use only. Finds out within seconds whether an API server answers at all. A client
 * repeats failed requests for longer than a person at a console waits; that helps a server that is
 * busy, and only hides one that is not there.
 */
public final class ConnectionCheck {
  /** What the client takes for the address where nothing names one. */
  private static final String WITHOUT_KUBECONFIG = "kubernetes.default.svc";

  static final String OTHER_CLUSTER =
      "if this is not the cluster that was meant, choose another context in the kubeconfig";

  private final KubernetesClient client;
  private final Duration atMost;

  /**
   * Why nobody answers.
   *
   * @param cause one sentence
   * @param evidence what the network said
   * @param remedy what to do about it
   */
  public record Failure(String cause, String evidence, String remedy) {}

  /** Over the transport of a client, waiting no longer than so. */
  public ConnectionCheck(KubernetesClient client, Duration atMost) {
    this.client = client;
    this.atMost = atMost;
  }

  /** Why the server cannot be reached; empty if it gave an answer, be it a refusal. */
  public Optional<Failure> failure() {
    HttpClient once =
        client
            .getHttpClient()
            .newBuilder()
            .tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build())
            .build(); // shares the client's transport, so it is not closed here
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

  /** The server's address, without a slash at its end. */
  public String server() {
    return client.getMasterUrl().toString().replaceFirst("/+$", "");
  }

  private Failure failure(Throwable thrown) {
    String evidence =
        thrown instanceof TimeoutException
            ? "no answer from " + server() + " within " + atMost.toSeconds() + " s"
            : server() + ": " + thrown;
    if (WITHOUT_KUBECONFIG.equals(client.getMasterUrl().getHost())) {
      return new Failure(
          "no cluster is configured",
          evidence,
          "set KUBECONFIG to a file that names a cluster; without one this is taken for a program"
              + " that runs inside a cluster");
    } else if (thrown instanceof UnknownHostException) {
      return new Failure(
          "the name of the API server is not known here",
          evidence,
          "see that this machine's DNS knows the name; " + OTHER_CLUSTER);
    } else if (thrown instanceof SSLException distrusted) {
      return CertificateFailure.of(server(), distrusted);
    } else if (thrown instanceof ConnectException) {
      return new Failure(
          "nothing accepts connections at the API server's address",
          evidence,
          "see that the cluster runs, with `kubectl get nodes`; " + OTHER_CLUSTER);
    }
    return new Failure(
        "the API server does not answer",
        evidence,
        "see that the machine reaches this address: network, VPN, firewall; " + OTHER_CLUSTER);
  }
}
