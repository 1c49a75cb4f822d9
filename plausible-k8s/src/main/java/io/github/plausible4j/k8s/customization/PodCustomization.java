package io.github.plausible4j.k8s.customization;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a part: where they run, what they carry, what runs beside them. Made by {@link
 * Customization#pods}. A method adds to what is there; one that sets a single value replaces that
 * of an earlier customization.
 *
 * <p>Pods of an operator take labels, annotations, node labels, spread, priority class, pull policy
 * and variables; the rest is refused for them. Immutable and thread-safe.
 */
public final class PodCustomization implements Customization {
  /** When a node asks the registry for an image. */
  public enum PullPolicy {
    /** Before each start. */
    ALWAYS("Always"),
    /** Only where the node does not have it. */
    IF_NOT_PRESENT("IfNotPresent"),
    /** Never: the node has to have it. */
    NEVER("Never");

    private final String value;

    PullPolicy(String value) {
      this.value = value;
    }

    /** The value of the field {@code imagePullPolicy}. */
    public String value() {
      return value;
    }
  }

  private final CustomizedPart part;
  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, String> annotations = new TreeMap<>();
  private final List<NodeSelectorRequirement> requiredNodes = new ArrayList<>();
  private final List<NodeSelectorRequirement> preferredNodes = new ArrayList<>();
  private final List<String> spread = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();
  private final List<Container> sidecars = new ArrayList<>();
  private final List<Container> initContainers = new ArrayList<>();
  private final List<EnvVar> variables = new ArrayList<>();
  private @Nullable String priorityClass;
  private @Nullable PullPolicy pullPolicy;
  private boolean arbitraryUser;

  PodCustomization(CustomizedPart part) {
    this.part = Objects.requireNonNull(part, "part");
  }

  private PodCustomization with(Consumer<PodCustomization> change) {
    PodCustomization changed = new PodCustomization(part);
    changed.labels.putAll(labels);
    changed.annotations.putAll(annotations);
    changed.requiredNodes.addAll(requiredNodes);
    changed.preferredNodes.addAll(preferredNodes);
    changed.spread.addAll(spread);
    changed.volumes.addAll(volumes);
    changed.mounts.addAll(mounts);
    changed.sidecars.addAll(sidecars);
    changed.initContainers.addAll(initContainers);
    changed.variables.addAll(variables);
    changed.priorityClass = priorityClass;
    changed.pullPolicy = pullPolicy;
    changed.arbitraryUser = arbitraryUser;
    change.accept(changed);
    return changed;
  }

  /** The same with one more label. */
  public PodCustomization withLabel(String key, String value) {
    Objects.requireNonNull(value, "value");
    return with(pods -> pods.labels.put(Objects.requireNonNull(key, "key"), value));
  }

  /** The same with one more annotation. */
  public PodCustomization withAnnotation(String key, String value) {
    Objects.requireNonNull(value, "value");
    return with(pods -> pods.annotations.put(Objects.requireNonNull(key, "key"), value));
  }

  /**
   * The same on nodes only that have a label with one of these values; without values, on nodes
   * that have the label. Given twice, both must hold.
   */
  public PodCustomization withRequiredNodes(String label, String... values) {
    return with(pods -> pods.requiredNodes.add(requirement(label, values)));
  }

  /** As {@link #withRequiredNodes}, where such a node has room; else on another one. */
  public PodCustomization withPreferredNodes(String label, String... values) {
    return with(pods -> pods.preferredNodes.add(requirement(label, values)));
  }

  private static NodeSelectorRequirement requirement(String label, String... values) {
    Objects.requireNonNull(label, "label");
    return new NodeSelectorRequirement(
        label, values.length == 0 ? "Exists" : "In", List.of(values));
  }

  /**
   * The same, with the pods of a component over as many values of a node label as there are, such
   * as {@code topology.kubernetes.io/zone}; pods that find no such node still run.
   */
  public PodCustomization withSpread(String topologyKey) {
    return with(pods -> pods.spread.add(Objects.requireNonNull(topologyKey, "topologyKey")));
  }

  /** The same with a PriorityClass of the cluster. */
  public PodCustomization withPriorityClass(String name) {
    return with(pods -> pods.priorityClass = Objects.requireNonNull(name, "name"));
  }

  /** The same with one more volume; {@link #withMount} or a sidecar mounts it. */
  public PodCustomization withVolume(Volume volume) {
    Volume copy = new VolumeBuilder(volume).build();
    return with(pods -> pods.volumes.add(copy));
  }

  /** The same with a volume mounted into the part's own container. */
  public PodCustomization withMount(VolumeMount mount) {
    VolumeMount copy = new VolumeMountBuilder(mount).build();
    return with(pods -> pods.mounts.add(copy));
  }

  /**
   * The same with one more container; not for Jobs, which it would keep from ending. Without a
   * security context of its own it gets no privileges, as the stack's containers. It may mount the
   * volumes with data read-only.
   */
  public PodCustomization withSidecar(Container container) {
    Container copy = new ContainerBuilder(container).build();
    return with(pods -> pods.sidecars.add(copy));
  }

  /**
   * The same with one more container that runs before the part's own, after the stack's init
   * containers. With the restart policy {@code Always} it is a sidecar that also Jobs can have.
   */
  public PodCustomization withInitContainer(Container container) {
    Container copy = new ContainerBuilder(container).build();
    return with(pods -> pods.initContainers.add(copy));
  }

  /** The same with a variable of the part's own container from a Secret that is there already. */
  public PodCustomization withSecretVariable(String variable, String secretName, String key) {
    Objects.requireNonNull(variable, "variable");
    EnvVar made =
        new EnvVarBuilder()
            .withName(variable)
            .withNewValueFrom()
            .withNewSecretKeyRef()
            .withName(Objects.requireNonNull(secretName, "secretName"))
            .withKey(Objects.requireNonNull(key, "key"))
            .endSecretKeyRef()
            .endValueFrom()
            .build();
    return with(pods -> pods.variables.add(made));
  }

  /** As {@link #withSecretVariable}, from a ConfigMap. */
  public PodCustomization withConfigMapVariable(String variable, String configMap, String key) {
    Objects.requireNonNull(variable, "variable");
    EnvVar made =
        new EnvVarBuilder()
            .withName(variable)
            .withNewValueFrom()
            .withNewConfigMapKeyRef()
            .withName(Objects.requireNonNull(configMap, "configMap"))
            .withKey(Objects.requireNonNull(key, "key"))
            .endConfigMapKeyRef()
            .endValueFrom()
            .build();
    return with(pods -> pods.variables.add(made));
  }

  /** The same with another pull policy of all containers. */
  public PodCustomization withPullPolicy(PullPolicy policy) {
    return with(pods -> pods.pullPolicy = Objects.requireNonNull(policy, "policy"));
  }

  /**
   * The same without the users and groups of the images, so that OpenShift's {@code restricted-v2}
   * gives each pod a user of the namespace's range. Volumes have to be writable for the group that
   * it gives as well.
   */
  public PodCustomization withArbitraryUser() {
    return with(pods -> pods.arbitraryUser = true);
  }

  /** Whose pods these are. */
  public CustomizedPart part() {
    return part;
  }

  /** Labels beside those of the stack. */
  public Map<String, String> labels() {
    return Collections.unmodifiableMap(labels);
  }

  /** Annotations beside those of the stack. */
  public Map<String, String> annotations() {
    return Collections.unmodifiableMap(annotations);
  }

  /** What the labels of a node must say, all of it. */
  public List<NodeSelectorRequirement> requiredNodes() {
    return List.copyOf(requiredNodes);
  }

  /** What the labels of a node should say. */
  public List<NodeSelectorRequirement> preferredNodes() {
    return List.copyOf(preferredNodes);
  }

  /** The node labels that pods are spread over. */
  public List<String> spread() {
    return List.copyOf(spread);
  }

  /** Volumes beside those of the stack, as copies. */
  public List<Volume> volumes() {
    return volumes.stream().map(volume -> new VolumeBuilder(volume).build()).toList();
  }

  /** Mounts of the part's own container, as copies. */
  public List<VolumeMount> mounts() {
    return mounts.stream().map(mount -> new VolumeMountBuilder(mount).build()).toList();
  }

  /** Containers beside the part's own, as copies. */
  public List<Container> sidecars() {
    return sidecars.stream().map(container -> new ContainerBuilder(container).build()).toList();
  }

  /** Containers that run before the part's own, as copies. */
  public List<Container> initContainers() {
    return initContainers.stream()
        .map(container -> new ContainerBuilder(container).build())
        .toList();
  }

  /** Variables of the part's own container, as copies. */
  public List<EnvVar> variables() {
    return variables.stream().map(variable -> new EnvVarBuilder(variable).build()).toList();
  }

  /** The PriorityClass, null for that of the cluster. */
  public @Nullable String priorityClass() {
    return priorityClass;
  }

  /** The pull policy, null for that of Kubernetes. */
  public @Nullable PullPolicy pullPolicy() {
    return pullPolicy;
  }

  /** Whether the cluster chooses the users. */
  public boolean arbitraryUser() {
    return arbitraryUser;
  }

  @Override
  public <T> T match(
      Function<? super PodCustomization, ? extends T> pods,
      Function<? super ServiceCustomization, ? extends T> service,
      Function<? super ClaimCustomization, ? extends T> claim,
      Function<? super NamespaceCustomization, ? extends T> namespace,
      Function<? super ObjectPatch, ? extends T> patch) {
    return pods.apply(this);
  }

  /** The part alone, because a container may have a secret in it by mistake. */
  @Override
  public String toString() {
    return "PodCustomization[" + part + "]";
  }
}
