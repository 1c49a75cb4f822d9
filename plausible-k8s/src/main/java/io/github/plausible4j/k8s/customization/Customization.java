package io.github.plausible4j.k8s.customization;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An edit of the objects of a stack, for {@code PlausibleStack.Builder.customize}. Edits are made
 * in the order in which they are given. Immutable and thread-safe.
 *
 * <p>Tolerations, node selectors, resources and limits of processor time are methods of the builder
 * and its specs. What is wrong with an edit by itself is reported by {@code build()}; what it would
 * break is reported when the stack is rendered, planned or applied, as a {@code
 * StackValidationException} with all problems. No customization can
 *
 * <ul>
 *   <li>rename, remove or add an object, or change a label, an annotation or a selector that the
 *       stack sets;
 *   <li>make a Service or a workload select other pods than its own;
 *   <li>change the image, the command, the variables or the mounts of the stack's own containers;
 *   <li>mount a volume that the pod does not have, or use a name twice;
 *   <li>let a second container write to a volume with data, or run a database in two pods;
 *   <li>put a secret that the stack was given, or a password by its name, into an object in plain.
 * </ul>
 */
public sealed interface Customization
    permits PodCustomization,
        ServiceCustomization,
        ClaimCustomization,
        NamespaceCustomization,
        ObjectPatch {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch);

  /** The pods of a part, without a change yet. */
  static PodCustomization pods(CustomizedPart part) {
    return new PodCustomization(part);
  }

  /** The Service of a part, without a change yet. */
  static ServiceCustomization service(CustomizedPart part) {
    return new ServiceCustomization(part, Map.of(), Map.of(), ServiceCustomization.Access.inside());
  }

  /** The PersistentVolumeClaim of a part that the stack makes, without a change yet. */
  static ClaimCustomization claim(CustomizedPart part) {
    return new ClaimCustomization(part, Map.of(), Map.of());
  }

  /** The namespace that the stack makes, without a change yet. */
  static NamespaceCustomization namespace() {
    return new NamespaceCustomization(Map.of(), Map.of());
  }

  /**
   * Any change of one object, where nothing else fits. Secrets are not among the objects.
   *
   * @param kind such as {@code Deployment}
   * @param name of the object; that of a Job without the hash at its end, such as {@code
   *     plausible-migrate}
   * @param change takes a copy of the object and returns it changed, the same each time
   */
  static ObjectPatch patch(String kind, String name, UnaryOperator<HasMetadata> change) {
    return new ObjectPatch(kind, name, change);
  }
}
