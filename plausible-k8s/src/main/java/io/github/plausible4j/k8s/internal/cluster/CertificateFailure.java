package io.github.plausible4j.k8s.internal.cluster;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Explains why the certificate of an API server is not trusted. */
final class CertificateFailure {
  private CertificateFailure() {}

  static ConnectionCheck.Failure of(String server, SSLException thrown) {
    Throwable reason = reason(thrown);
    String evidence = server + ": " + reason;
    if (reason instanceof CertificateExpiredException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server has expired",
          evidence,
          "restart k3s on its servers, which renews it, or run `kubeadm certs renew all`; also"
              + " check that this machine's clock is right");
    } else if (reason instanceof CertificateNotYetValidException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server is not valid yet",
          evidence,
          "check that the clocks of this machine and of the server are right; a board without a"
              + " battery starts with an old date");
    } else if (reason instanceof SSLPeerUnverifiedException) {
      return new ConnectionCheck.Failure(
          "the certificate of the API server does not cover its address in the kubeconfig",
          evidence,
          "use a name of the certificate in the kubeconfig, or add the address to the certificate,"
              + " for example with `tls-san` in the configuration of k3s");
    }
    return new ConnectionCheck.Failure(
        "the certificate of the API server is not trusted",
        server + ": " + thrown,
        "check that the kubeconfig has the cluster's certificate authority; a cluster that was set"
            + " up again has a new one");
  }

  /** The innermost cause: the exceptions around it only say that the handshake failed. */
  private static Throwable reason(SSLException thrown) {
    return Stream.iterate((Throwable) thrown, each -> each != null, Throwable::getCause)
        .reduce(thrown, (above, below) -> below);
  }
}
