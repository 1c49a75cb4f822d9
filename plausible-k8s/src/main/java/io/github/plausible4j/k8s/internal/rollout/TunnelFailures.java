package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Errors of cloudflared about its tunnel. */
final class TunnelFailures {
  static final List<FailureRule> RULES =
      List.of(
          terminal(
              "Cloudflare rejects the token of the tunnel",
              "copy the token from the tunnel's page in Cloudflare's dashboard to the Secret; a"
                  + " tunnel that was refreshed or created again has a new token",
              "token is not valid",
              "unauthorized: (?:invalid tunnel secret|tunnel not found|failed to get tunnel)",
              "tunnel .*\"unauthorized\"",
              "invalid tunnel (?:secret|credentials)",
              "tunnel credentials file .*(?:doesn't exist|is not a file)",
              "cannot determine default origin certificate",
              "requires the ID or name of the tunnel",
              "invalid tunnel ID",
              "(?:specify the origin certificate|specify origincert) path"),
          terminal(
              "cloudflared rejects its configuration",
              "correct the setting that the line of the log names, or use the image that the"
                  + " release names",
              "error parsing YAML",
              "ingress rule must match all URLs",
              "failed to read (?:tunnel )?token file",
              "flag provided but not defined"),
          lasting(
              "the certificate of Cloudflare is not trusted",
              "set the clock of the node; if a proxy intercepts TLS, let the pods bypass it",
              "edge.*x509: ",
              "argotunnel.*x509: "),
          lasting(
              "the pod cannot reach Cloudflare",
              "allow connections from the pods to region1.v2.argotunnel.com and"
                  + " region2.v2.argotunnel.com on port 7844, TCP and UDP; if UDP is blocked,"
                  + " let cloudflared use the protocol http2",
              "failed to dial to edge",
              "failed to create new quic connection",
              "dial(?:ing)? (?:to )?edge",
              "(?:lookup|dial|resolve) .*argotunnel\\.com",
              "cloudflare edge",
              "no free edge addresses",
              "no recent network activity"));

  private TunnelFailures() {}
}
