package io.github.plausible4j.k8s.customization;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A change to the objects of a stack, for {@code PlausibleStack.Builder.customize}. Customizations
 * are applied in the order in which they were added. Immutable and thread-safe.
 *
 * <p>For tolerations, node selectors, resources and CPU limits, the builder and its specs have
 * methods of their own. {@code build()} reports a customization that is not valid by itself. If it
 * would break the stack, rendering, planning and applying throw a {@code StackValidationException}
 * with all problems. A customization cannot
 *
 * <ul>
 *   <li>rename, remove or add an object, or change a label, an annotation or a selector that the
 *       stack sets;
 *   <li>make a Service or a workload select other pods than its own;
 *   <li>change the image, the command, the variables or the mounts of the stack's own containers;
 *   <li>mount a volume that the pod does not have, or use a name twice;
 *   <li>let a second container write to a volume with data, or run a database in two pods;
 *   <li>put a secret of the stack, or a variable that is named like a password, into an object in
 *       plain text.
 * </ul>
 */
public sealed interface Customization
    permits PodCustomization,
        ServiceCustomization,
        ClaimCustomization,
        NamespaceCustomization,
        ObjectPatch {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch);

  /** A customization of the pods of a part, without any change yet. */
  static PodCustomization pods(CustomizedPart part) {
    return new PodCustomization(part);
  }

  /** A customization of the Service of a part, without any change yet. */
  static ServiceCustomization service(CustomizedPart part) {
    return new ServiceCustomization(part, Map.of(), Map.of(), ServiceCustomization.Access.inside());
  }

  /**
   * A customization of the PersistentVolumeClaim that the stack creates for a part, without any
   * change yet.
   */
  static ClaimCustomization claim(CustomizedPart part) {
    return new ClaimCustomization(part, Map.of(), Map.of());
  }

  /** A customization of the namespace that the stack creates, without any change yet. */
  static NamespaceCustomization namespace() {
    return new NamespaceCustomization(Map.of(), Map.of());
  }

  /**
   * Any other change to one object. Secrets cannot be changed.
   *
   * @param kind the kind of the object, such as {@code Deployment}
   * @param name the name of the object; for a Job without the hash at its end, such as {@code
   *     plausible-migrate}
   * @param change receives a copy of the object and returns the changed object; it has to return
   *     the same result each time
   */
  static ObjectPatch patch(String kind, String name, UnaryOperator<HasMetadata> change) {
    return new ObjectPatch(kind, name, change);
  }
}
