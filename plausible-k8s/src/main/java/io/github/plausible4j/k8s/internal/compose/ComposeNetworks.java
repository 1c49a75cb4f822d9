package io.github.plausible4j.k8s.internal.compose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What hosts and addresses mean in the network of a compose project. For internal use only.
 *
 * @param services the services of the project
 * @param networks names of its networks
 * @param subnets addresses of its networks, such as {@code 10.5.0.0/16}
 * @param extraHosts names that its containers alone know, with the address of each
 */
public record ComposeNetworks(
    List<ComposeService> services,
    Set<String> networks,
    Set<String> subnets,
    Map<String, String> extraHosts) {
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  /** What Docker gives to networks whose addresses nobody chose. */
  private static final int FIRST_OF_DOCKER = 17;

  private static final int LAST_OF_DOCKER = 31;

  /** Copies the collections. */
  public ComposeNetworks {
    services = List.copyOf(services);
    networks = Set.copyOf(networks);
    subnets = Set.copyOf(subnets);
    extraHosts = Map.copyOf(extraHosts);
  }

  /** The service that a host is. */
  public Optional<ComposeService> service(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return services.stream().filter(service -> isOf(service, name)).findFirst();
  }

  private boolean isOf(ComposeService service, String host) {
    if (service.hosts().contains(host)) {
      return true;
    }
    // Swarm knows tasks.name, and Docker a container with the name of its network.
    if (host.startsWith("tasks.")) {
      return service.hosts().contains(host.substring("tasks.".length()));
    }
    int dot = host.indexOf('.');
    String network = host.substring(dot + 1);
    return dot > 0
        && service.hosts().contains(host.substring(0, dot))
        && (network.endsWith("_default")
            || networks.stream().anyMatch(n -> network.equals(n) || network.endsWith("_" + n)));
  }

  /** Whether a host is a service, or the machine that runs the project. */
  public boolean isLocal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String extra = extraHosts.getOrDefault(name, name);
    return service(extra).isPresent()
        || service(name).isPresent()
        || isOfMachine(name)
        || isOfDocker(extra);
  }

  /** Whether a name can be a container's, in this project or another one. */
  private static boolean isOfDocker(String name) {
    return name.matches("tasks\\.[^.]+") // a service of Swarm
        || (name.indexOf('.') < 0 && name.indexOf(':') < 0);
  }

  /** Whether a host is the machine that runs the project. */
  boolean isOfMachine(String host) {
    String written = host.toLowerCase(Locale.ROOT);
    String name = extraHosts.getOrDefault(written, written);
    return name.isEmpty()
        || name.equals("::1")
        || name.equals("0.0.0.0")
        || name.equals("localhost")
        || name.equals("host-gateway")
        || name.startsWith("127.")
        || name.startsWith("172.17.") // Docker's own bridge
        || name.startsWith("%2f") // a socket
        || name.endsWith(".internal")
        || name.endsWith(".localhost");
  }

  /** Why no pod of a cluster reaches a host that is not local; empty where one may. */
  public Optional<String> unreachable(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (isLocal(name)) {
      return Optional.empty();
    }
    if (extraHosts.containsKey(name)) {
      return Optional.of("has a name that extra_hosts or external_links alone gives");
    }
    return isDockers(name)
        ? Optional.of("is an address of Docker's networks that no service of the files has")
        : Optional.empty();
  }

  private boolean isDockers(String host) {
    Matcher address = IPV4.matcher(host);
    if (!address.matches() || address.group(5) != null) {
      return false;
    }
    int second = Integer.parseInt(address.group(2));
    return (address.group(1).equals("172") && second >= FIRST_OF_DOCKER && second <= LAST_OF_DOCKER)
        || subnets.stream().anyMatch(subnet -> isIn(address, subnet));
  }

  private static boolean isIn(Matcher address, String subnet) {
    Matcher network = IPV4.matcher(subnet);
    if (!network.matches() || network.group(5) == null) {
      return false;
    }
    int bits = Integer.parseInt(network.group(5));
    return bits <= 32 && prefix(address, bits) == prefix(network, bits);
  }

  private static long prefix(Matcher address, int bits) {
    long number = 0;
    for (int group = 1; group <= 4; group++) {
      number = number * 256 + Integer.parseInt(address.group(group));
    }
    return number >> (32 - bits);
  }
}
