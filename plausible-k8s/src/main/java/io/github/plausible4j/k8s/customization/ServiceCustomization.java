package io.github.plausible4j.k8s.customization;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes a Service: adds labels and annotations, or makes Plausible's Service a load balancer or a
 * port of each node. Created by {@link Customization#service}.
 *
 * @param part the part whose Service it is
 * @param labels the labels in addition to those of the stack
 * @param annotations the annotations in addition to those of the stack, for example for MetalLB
 * @param access from where the Service can be reached
 */
public record ServiceCustomization(
    CustomizedPart part, Map<String, String> labels, Map<String, String> annotations, Access access)
    implements Customization {

  /**
   * From where a Service can be reached. For access from outside, {@code externalTrafficPolicy} is
   * {@code Local}, which keeps the visitor's address.
   *
   * @param type {@code ClusterIP}, {@code LoadBalancer} or {@code NodePort}
   * @param address the IP address of the load balancer; null for one that the cluster chooses
   * @param nodePort the port of each node; null for one that the cluster chooses
   */
  public record Access(String type, @Nullable String address, @Nullable Integer nodePort) {
    /** Requires the type to be non-null. */
    public Access {
      Objects.requireNonNull(type, "type");
    }

    static Access inside() {
      return new Access("ClusterIP", null, null);
    }

    /** Whether the Service can be reached from outside of the cluster. */
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

  /** Returns a copy with one more label. */
  public ServiceCustomization withLabel(String key, String value) {
    return new ServiceCustomization(
        part, MetadataMaps.with(labels, key, value), annotations, access);
  }

  /** Returns a copy with one more annotation. */
  public ServiceCustomization withAnnotation(String key, String value) {
    return new ServiceCustomization(
        part, labels, MetadataMaps.with(annotations, key, value), access);
  }

  /**
   * Returns a copy behind a load balancer whose address the cluster chooses. Only for Plausible.
   */
  public ServiceCustomization withLoadBalancer() {
    return new ServiceCustomization(
        part, labels, annotations, new Access("LoadBalancer", null, null));
  }

  /**
   * Returns a copy behind a load balancer. Only for Plausible.
   *
   * @param address the IP address of the load balancer; some clusters ignore it
   */
  public ServiceCustomization withLoadBalancer(String address) {
    Objects.requireNonNull(address, "address");
    return new ServiceCustomization(
        part, labels, annotations, new Access("LoadBalancer", address, null));
  }

  /** Returns a copy on a port of each node, usually 30000 to 32767. Only for Plausible. */
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
