package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeAddress;
import io.github.plausible4j.k8s.internal.compose.ComposeNetworks;
import java.util.Optional;

/** Tells whether pods can reach the hosts that a compose project names. */
final class ComposeHosts {
  private final ComposeNetworks networks;

  ComposeHosts(ComposeNetworks networks) {
    this.networks = networks;
  }

  /** Whether a host is a service of the project, or the machine that runs it. */
  boolean isLocal(String host) {
    return networks.isLocal(host);
  }

  /** The reason why pods cannot reach a host; empty if they may reach it. */
  Optional<String> unreachable(String host) {
    return isLocal(host)
        ? Optional.of("is a host that exists only in the compose network")
        : networks.unreachable(host);
  }

  /**
   * Like {@link #unreachable}, for the host of an address; also empty if the value is not an
   * address.
   */
  Optional<String> unreachableAddress(String value) {
    return value.indexOf("://") > 0
        ? ComposeAddress.parse(value)
            .flatMap(address -> unreachable(address.host()))
            .map(why -> why.replaceFirst("^is", "has"))
        : Optional.empty();
  }
}
