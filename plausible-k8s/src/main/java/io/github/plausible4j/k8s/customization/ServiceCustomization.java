package io.github.plausible4j.k8s.customization;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Service: its labels and annotations, and that of Plausible as a load balancer or a port of each
 * node. Made by {@link Customization#service}.
 *
 * @param part whose Service it is
 * @param labels beside those of the stack
 * @param annotations beside those of the stack, for example of MetalLB
 * @param access from where it is reached
 */
public record ServiceCustomization(
    CustomizedPart part, Map<String, String> labels, Map<String, String> annotations, Access access)
    implements Customization {

  /**
   * From where a Service is reached. From outside, the visitor's address is kept: {@code
   * externalTrafficPolicy} is {@code Local}.
   *
   * @param type {@code ClusterIP}, {@code LoadBalancer} or {@code NodePort}
   * @param address of the load balancer, null for one that the cluster chooses
   * @param nodePort null for one that the cluster chooses
   */
  public record Access(String type, @Nullable String address, @Nullable Integer nodePort) {
    /** The type is needed. */
    public Access {
      Objects.requireNonNull(type, "type");
    }

    static Access inside() {
      return new Access("ClusterIP", null, null);
    }

    /** Whether it is reached from outside of the cluster. */
    public boolean outside() {
      return !type.equals("ClusterIP");
    }
  }

  /** Copies the maps. */
  public ServiceCustomization {
    Objects.requireNonNull(part, "part");
    labels = MetadataMaps.copy(labels);
    annotations = MetadataMaps.copy(annotations);
    Objects.requireNonNull(access, "access");
  }

  /** The same with one more label. */
  public ServiceCustomization withLabel(String key, String value) {
    return new ServiceCustomization(
        part, MetadataMaps.with(labels, key, value), annotations, access);
  }

  /** The same with one more annotation. */
  public ServiceCustomization withAnnotation(String key, String value) {
    return new ServiceCustomization(
        part, labels, MetadataMaps.with(annotations, key, value), access);
  }

  /** The same behind a load balancer whose address the cluster chooses; for Plausible only. */
  public ServiceCustomization withLoadBalancer() {
    return new ServiceCustomization(
        part, labels, annotations, new Access("LoadBalancer", null, null));
  }

  /**
   * The same behind a load balancer; for Plausible only.
   *
   * @param address the IP address that it gets; not each cluster heeds it
   */
  public ServiceCustomization withLoadBalancer(String address) {
    Objects.requireNonNull(address, "address");
    return new ServiceCustomization(
        part, labels, annotations, new Access("LoadBalancer", address, null));
  }

  /** The same on a port of each node, mostly 30000 to 32767; for Plausible only. */
  public ServiceCustomization withNodePort(int port) {
    return new ServiceCustomization(part, labels, annotations, new Access("NodePort", null, port));
  }

  @Override
  public <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch) {
    return service.apply(this);
  }
}
