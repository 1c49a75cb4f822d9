package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** What Plausible says of its settings, ClickHouse of its files, and cloudflared of its tunnel. */
final class ProgramFailures {
  static final List<FailureRule> ALL =
      List.of(
          terminal(
              "Plausible refuses a setting",
              "correct the setting that the message names, in the stack, and apply again",
              "configuration option is required",
              "invalid boolean value",
              "must be an integer\\. got",
              "unknown mailer_adapter",
              "must be set for SMTP",
              "missing S3 configuration",
              "BASE_URL must start with",
              "DISABLE_REGISTRATION must be one of",
              "cross-domain websocket authentication"),
          terminal(
              "ClickHouse cannot read its configuration",
              "correct the file that the message names: ClickHouseSpec.managed() has it from"
                  + " withServerFiles or withUserFiles",
              "failed to merge config",
              "error loading config from",
              "SAXParseException"),
          lasting(
              "the node has no IPv6, and a program wants to listen there",
              "turn IPv6 on at the node, or let the program listen on 0.0.0.0",
              "address family for hostname not supported",
              "address family not supported",
              "eafnosupport"),
          lasting(
              "the program may not start enough threads",
              "raise podPidsLimit of the kubelet, or the limit of tasks of the container runtime",
              "failed to create (?:new OS )?thread",
              "pthread_create failed",
              "CANNOT_SCHEDULE_TASK"),
          terminal(
              "Cloudflare does not take the credentials of the tunnel",
              "hand in the token that the dashboard shows now, or the credentials file of a tunnel"
                  + " that still exists",
              "invalid tunnel secret",
              "tunnel token is not valid",
              "tunnel not found",
              "unauthorized: (?:tunnel|failed to get tunnel)"),
          lasting(
              "cloudflared does not reach Cloudflare",
              "let the pods out to port 7844, UDP and TCP; a firewall or a network policy of the"
                  + " cluster is the usual reason",
              "failed to dial to edge",
              "failed to create new quic connection",
              "unable to establish connection with Cloudflare edge",
              "lookup \\S*argotunnel\\.com"));

  private ProgramFailures() {}
}
