package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.MailSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A policy that denies all traffic of the stack's pods, and one for each component that allows what
 * it needs. Objects are created without builders, because builders copy everything they are given.
 */
final class NetworkPolicies {
  private static final int DNS = 53;

  /**
   * The port of OpenShift's DNS pods. Policies apply to the port of the pod, not of the Service.
   */
  private static final int DNS_IN_POD = 5353;

  private static final int TUNNEL_EDGE = 7844;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final NetworkPolicyPeer ANY_POD =
      new NetworkPolicyPeerBuilder().withNewNamespaceSelector().endNamespaceSelector().build();

  private final Rendering rendering;
  private final PlausibleStack stack;
  private final List<HasMetadata> policies = new ArrayList<>();

  private NetworkPolicies(Rendering rendering) {
    this.rendering = rendering;
    this.stack = rendering.stack();
  }

  static List<HasMetadata> of(Rendering rendering) {
    NetworkPolicies policies = new NetworkPolicies(rendering);
    policies.denyAll();
    policies.databases();
    policies.plausible();
    policies.jobs();
    policies.exposure();
    policies.mail();
    return policies.policies;
  }

  /** All other policies add to this one. It allows DNS, which every pod needs. */
  private void denyAll() {
    NetworkPolicySpec spec = new NetworkPolicySpec();
    spec.setPodSelector(selector(rendering.instance()));
    spec.setPolicyTypes(List.of("Ingress", "Egress"));
    spec.setEgress(List.of(to(List.of(), udp(DNS), tcp(DNS), udp(DNS_IN_POD), tcp(DNS_IN_POD))));
    add(StackComponent.STACK, "deny-all", spec);
  }

  private void databases() {
    List<NetworkPolicyPeer> clients =
        peers(StackComponent.PLAUSIBLE, StackComponent.MIGRATION, StackComponent.ADMIN);
    if (stack.postgres() instanceof PostgresSpec.Managed) {
      add(
          StackComponent.POSTGRES,
          List.of(from(clients, tcp(DatabaseAddresses.POSTGRES_PORT))),
          List.of());
    }
    // An operator's pods inherit the stack's labels, and the operator itself has to reach them.
    List<NetworkPolicyPeer> readers =
        stack
            .clickHouse()
            .match(managed -> clients, external -> List.of(), installation -> List.of(ANY_POD));
    if (!readers.isEmpty()) {
      add(
          StackComponent.CLICKHOUSE,
          List.of(from(readers, tcp(DatabaseAddresses.CLICKHOUSE_PORT))),
          List.of());
    }
  }

  private void plausible() {
    // An ingress controller may run in any namespace, or on the host network.
    List<NetworkPolicyPeer> visitors = hasTunnel() ? peers(StackComponent.TUNNEL) : List.of();
    List<NetworkPolicyEgressRule> egress = new ArrayList<>(toDatabases());
    egress.add(to(List.of(), web()));
    if (stack.mail() instanceof MailSpec.Smtp smtp) {
      egress.add(to(List.of(), tcp(smtp.port())));
    } else if (stack.mail() instanceof MailSpec.Bundled) {
      egress.add(to(peers(StackComponent.MAIL), tcp(MailSpec.Bundled.PORT)));
    }
    add(StackComponent.PLAUSIBLE, List.of(from(visitors, tcp(AppEnvironment.PORT))), egress);
  }

  /**
   * HTTP, HTTPS, and the ports of URLs in settings such as S3_ENDPOINT and of the mail provider.
   */
  private NetworkPolicyPort[] web() {
    List<String> addresses = new ArrayList<>(stack.settings().values());
    if (stack.mail() instanceof MailSpec.Provider service && service.baseUri() != null) {
      addresses.add(service.baseUri());
    }
    IntStream others =
        addresses.stream()
            .filter(address -> address.matches("https?://.*"))
            .mapToInt(NetworkPolicies::port)
            .filter(port -> port > 0 && port != HTTPS && port != HTTP)
            .distinct()
            .sorted();
    return IntStream.concat(IntStream.of(HTTPS, HTTP), others)
        .mapToObj(NetworkPolicies::tcp)
        .toArray(NetworkPolicyPort[]::new);
  }

  private static int port(String address) {
    try {
      return new URI(address).getPort();
    } catch (URISyntaxException e) {
      return -1;
    }
  }

  /** Also without a first user, because an administrator may run a Job later. */
  private void jobs() {
    add(StackComponent.MIGRATION, List.of(), toDatabases());
    add(StackComponent.ADMIN, List.of(), toDatabases());
  }

  private boolean hasTunnel() {
    return stack
        .exposure()
        .match(none -> false, ingress -> false, gateway -> false, tunnel -> true, tunnel -> true);
  }

  private void exposure() {
    if (hasTunnel()) {
      add(
          StackComponent.TUNNEL,
          List.of(),
          List.of(
              to(peers(StackComponent.PLAUSIBLE), tcp(AppEnvironment.PORT)),
              to(List.of(), tcp(TUNNEL_EDGE), udp(TUNNEL_EDGE), tcp(HTTPS))));
    }
  }

  private void mail() {
    if (stack.mail() instanceof MailSpec.Bundled) {
      add(
          StackComponent.MAIL,
          List.of(from(peers(StackComponent.PLAUSIBLE), tcp(MailSpec.Bundled.PORT))),
          List.of(to(List.of(), tcp(MailSpec.Bundled.PORT))));
    }
  }

  private List<NetworkPolicyEgressRule> toDatabases() {
    return List.of(toPostgres(), toClickHouse());
  }

  private NetworkPolicyEgressRule toPostgres() {
    NetworkPolicyPort port = tcp(DatabaseAddresses.postgres(stack).getPort());
    return stack
        .postgres()
        .match(
            managed -> to(peers(StackComponent.POSTGRES), port),
            external -> to(List.of(), port),
            cluster -> to(List.of(peer(Map.of("cnpg.io/cluster", stack.named("postgres")))), port));
  }

  private NetworkPolicyEgressRule toClickHouse() {
    NetworkPolicyPort port = tcp(DatabaseAddresses.clickHouse(stack).getPort());
    return stack
        .clickHouse()
        .match(
            managed -> to(peers(StackComponent.CLICKHOUSE), port),
            external -> to(List.of(), port),
            installation ->
                to(List.of(peer(Map.of("clickhouse.altinity.com/chi", stack.name()))), port));
  }

  private void add(
      StackComponent component,
      List<NetworkPolicyIngressRule> ingress,
      List<NetworkPolicyEgressRule> egress) {
    NetworkPolicySpec spec = new NetworkPolicySpec();
    spec.setPodSelector(selector(rendering.selector(component)));
    spec.setPolicyTypes(
        Stream.of(ingress.isEmpty() ? "" : "Ingress", egress.isEmpty() ? "" : "Egress")
            .filter(type -> !type.isEmpty())
            .toList());
    spec.setIngress(ingress);
    spec.setEgress(egress);
    add(component, component.label(), spec);
  }

  private void add(StackComponent component, String name, NetworkPolicySpec spec) {
    NetworkPolicy policy = new NetworkPolicy();
    policy.setMetadata(rendering.meta(component, Tier.CONFIGURATION, stack.named(name)));
    policy.setSpec(spec);
    policies.add(policy);
  }

  private List<NetworkPolicyPeer> peers(StackComponent... components) {
    return Stream.of(components).map(component -> peer(rendering.selector(component))).toList();
  }

  private static NetworkPolicyPeer peer(Map<String, String> labels) {
    NetworkPolicyPeer peer = new NetworkPolicyPeer();
    peer.setPodSelector(selector(labels));
    return peer;
  }

  private static LabelSelector selector(Map<String, String> labels) {
    LabelSelector selector = new LabelSelector();
    selector.setMatchLabels(labels);
    return selector;
  }

  private static NetworkPolicyIngressRule from(
      List<NetworkPolicyPeer> peers, NetworkPolicyPort... ports) {
    return new NetworkPolicyIngressRule(peers, List.of(ports));
  }

  private static NetworkPolicyEgressRule to(
      List<NetworkPolicyPeer> peers, NetworkPolicyPort... ports) {
    return new NetworkPolicyEgressRule(List.of(ports), peers);
  }

  private static NetworkPolicyPort tcp(int port) {
    return port("TCP", port);
  }

  private static NetworkPolicyPort udp(int port) {
    return port("UDP", port);
  }

  private static NetworkPolicyPort port(String protocol, int port) {
    return new NetworkPolicyPort(null, new IntOrString(port), protocol);
  }
}
