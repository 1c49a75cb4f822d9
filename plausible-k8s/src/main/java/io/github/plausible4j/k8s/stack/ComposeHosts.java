package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeAddress;
import io.github.plausible4j.k8s.internal.compose.ComposeNetworks;
import java.util.Optional;

/** Whether a pod of a cluster reaches the hosts that a compose project names. */
final class ComposeHosts {
  private final ComposeNetworks networks;

  ComposeHosts(ComposeNetworks networks) {
    this.networks = networks;
  }

  /** Whether a host is a service of the project, or the machine that runs it. */
  boolean isLocal(String host) {
    return networks.isLocal(host);
  }

  /** Why no pod reaches a host; empty where one may. */
  Optional<String> unreachable(String host) {
    return isLocal(host)
        ? Optional.of("is a host that only compose's network knows")
        : networks.unreachable(host);
  }

  /** The same of the host of an address; empty where a value is no address. */
  Optional<String> unreachableAddress(String value) {
    return value.indexOf("://") > 0
        ? ComposeAddress.parse(value)
            .flatMap(address -> unreachable(address.host()))
            .map(why -> why.replaceFirst("^is", "has"))
        : Optional.empty();
  }
}
