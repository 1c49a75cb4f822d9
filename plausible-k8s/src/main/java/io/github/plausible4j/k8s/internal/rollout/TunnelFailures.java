package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** What cloudflared says of its tunnel. */
final class TunnelFailures {
  static final List<FailureRule> RULES =
      List.of(
          terminal(
              "Cloudflare does not accept the token of the tunnel",
              "take the token from the tunnel's page in Cloudflare's dashboard and put it into the"
                  + " Secret; a refreshed or deleted tunnel has another one",
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
              "cloudflared does not take its configuration",
              "correct what the line of the log names, or use the image that the release names",
              "error parsing YAML",
              "ingress rule must match all URLs",
              "failed to read (?:tunnel )?token file",
              "flag provided but not defined"),
          lasting(
              "the certificate of Cloudflare is not trusted",
              "set the clock of the node; where a proxy opens TLS on the way, let the pods pass by"
                  + " it",
              "edge.*x509: ",
              "argotunnel.*x509: "),
          lasting(
              "the pod does not reach Cloudflare",
              "let the pods out on port 7844, TCP and UDP, to region1.v2.argotunnel.com and"
                  + " region2.v2.argotunnel.com; where UDP is blocked, let cloudflared use the"
                  + " protocol http2",
              "failed to dial to edge",
              "failed to create new quic connection",
              "dial(?:ing)? (?:to )?edge",
              "(?:lookup|dial|resolve) .*argotunnel\\.com",
              "cloudflare edge",
              "no free edge addresses",
              "no recent network activity"));

  private TunnelFailures() {}
}
