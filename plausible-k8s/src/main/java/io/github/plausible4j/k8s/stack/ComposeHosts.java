package io.github.plausible4j.k8s.stack;

import io.github.plausible4j.k8s.internal.compose.ComposeAddress;
import io.github.plausible4j.k8s.internal.compose.ComposeService;
import java.util.List;
import java.util.Locale;

/** Hosts that compose's network alone knows, so that no pod of a cluster reaches them. */
final class ComposeHosts {
  private final List<String> services;

  ComposeHosts(List<ComposeService> services) {
    this.services = services.stream().map(ComposeService::name).toList();
  }

  boolean isLocal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return services.contains(host)
        || name.isEmpty()
        || name.equals("::1")
        || name.startsWith("127.")
        || name.startsWith("172.17.") // Docker's own bridge
        || name.startsWith("%2f") // a socket
        || name.endsWith(".internal")
        || name.endsWith(".localhost")
        || (name.indexOf('.') < 0 && name.indexOf(':') < 0);
  }

  /** Whether a value is the address of such a host. */
  boolean isLocalAddress(String value) {
    return value.indexOf("://") > 0
        && ComposeAddress.parse(value).filter(address -> isLocal(address.host())).isPresent();
  }
}
