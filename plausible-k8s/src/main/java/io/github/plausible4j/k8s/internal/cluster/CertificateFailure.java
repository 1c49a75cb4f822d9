package io.github.plausible4j.k8s.internal.cluster;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why the certificate of an API server is not trusted. */
final class CertificateFailure {
  private CertificateFailure() {}

  static ConnectionCheck.Failure of(String server, SSLException thrown) {
    Throwable reason = reason(thrown);
    String evidence = server + ": " + reason;
    if (reason instanceof CertificateExpiredException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server has expired",
          evidence,
          "restart k3s on its servers, which renews it, or run `kubeadm certs renew all`; see also"
              + " that this machine's clock is right");
    } else if (reason instanceof CertificateNotYetValidException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server is not valid yet",
          evidence,
          "see that the clocks of this machine and of the server are right; a board without a"
              + " battery starts with an old date");
    } else if (reason instanceof SSLPeerUnverifiedException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server is for other names than its address in the kubeconfig",
          evidence,
          "use one of these names in the kubeconfig, or add the address to the certificate, for"
              + " example with `tls-san` in the configuration of k3s");
    }
    return new ConnectionCheck.Failure(
        "the API server cannot be trusted",
        server + ": " + thrown,
        "see that the certificate authority in the kubeconfig is the cluster's; a cluster that"
            + " was set up again has another one");
  }

  /** What lies deepest: the layers above it only say that there was something. */
  private static Throwable reason(SSLException thrown) {
    return Stream.iterate((Throwable) thrown, each -> each != null, Throwable::getCause)
        .reduce(thrown, (above, below) -> below);
  }
}
