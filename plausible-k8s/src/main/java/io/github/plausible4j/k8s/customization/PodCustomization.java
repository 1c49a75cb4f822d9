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
 * Changes the pods of a part: where they run, and their metadata, volumes and containers. Created
 * by {@link Customization#pods}. Methods for several values add to the existing ones; methods for a
 * single value replace that of an earlier customization.
 *
 * <p>Pods of an operator support labels, annotations, node labels, spread, priority class, pull
 * policy and variables. Everything else is rejected for them. Immutable and thread-safe.
 */
public final class PodCustomization implements Customization {
  /** When a node pulls an image from the registry. */
  public enum PullPolicy {
    /** Before each start. */
    ALWAYS("Always"),
    /** Only if the node does not have the image. */
    IF_NOT_PRESENT("IfNotPresent"),
    /** Never. The node has to have the image. */
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

  /** Returns a copy with one more label. */
  public PodCustomization withLabel(String key, String value) {
    Objects.requireNonNull(value, "value");
    return with(pods -> pods.labels.put(Objects.requireNonNull(key, "key"), value));
  }

  /** Returns a copy with one more annotation. */
  public PodCustomization withAnnotation(String key, String value) {
    Objects.requireNonNull(value, "value");
    return with(pods -> pods.annotations.put(Objects.requireNonNull(key, "key"), value));
  }

  /**
   * Returns a copy whose pods run only on nodes that have a label with one of these values; without
   * values, on nodes that have the label. If it is called several times, a node has to meet all
   * requirements.
   */
  public PodCustomization withRequiredNodes(String label, String... values) {
    return with(pods -> pods.requiredNodes.add(requirement(label, values)));
  }

  /**
   * Returns a copy whose pods prefer such nodes. Like {@link #withRequiredNodes}, but they run on
   * another node if none of these has room.
   */
  public PodCustomization withPreferredNodes(String label, String... values) {
    return with(pods -> pods.preferredNodes.add(requirement(label, values)));
  }

  private static NodeSelectorRequirement requirement(String label, String... values) {
    Objects.requireNonNull(label, "label");
    return new NodeSelectorRequirement(
        label, values.length == 0 ? "Exists" : "In", List.of(values));
  }

  /**
   * Returns a copy that spreads the pods of a component over the values of a node label, such as
   * {@code topology.kubernetes.io/zone}. Pods that cannot be spread still run.
   */
  public PodCustomization withSpread(String topologyKey) {
    return with(pods -> pods.spread.add(Objects.requireNonNull(topologyKey, "topologyKey")));
  }

  /** Returns a copy with a PriorityClass of the cluster. */
  public PodCustomization withPriorityClass(String name) {
    return with(pods -> pods.priorityClass = Objects.requireNonNull(name, "name"));
  }

  /** Returns a copy with one more volume. {@link #withMount} or a sidecar mounts it. */
  public PodCustomization withVolume(Volume volume) {
    Volume copy = new VolumeBuilder(volume).build();
    return with(pods -> pods.volumes.add(copy));
  }

  /** Returns a copy with a volume mounted into the part's own container. */
  public PodCustomization withMount(VolumeMount mount) {
    VolumeMount copy = new VolumeMountBuilder(mount).build();
    return with(pods -> pods.mounts.add(copy));
  }

  /**
   * Returns a copy with one more container. Jobs cannot have one, because it would keep them from
   * ending. A container without a security context gets that of the stack's containers, without
   * privileges. It may mount data volumes only read-only.
   */
  public PodCustomization withSidecar(Container container) {
    Container copy = new ContainerBuilder(container).build();
    return with(pods -> pods.sidecars.add(copy));
  }

  /**
   * Returns a copy with one more container that runs after the stack's init containers and before
   * the part's own container. With the restart policy {@code Always} it is a sidecar, which Jobs
   * can have, too.
   */
  public PodCustomization withInitContainer(Container container) {
    Container copy = new ContainerBuilder(container).build();
    return with(pods -> pods.initContainers.add(copy));
  }

  /** Returns a copy with a variable of the part's own container from an existing Secret. */
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

  /** Like {@link #withSecretVariable}, from a ConfigMap. */
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

  /** Returns a copy with another pull policy for all containers. */
  public PodCustomization withPullPolicy(PullPolicy policy) {
    return with(pods -> pods.pullPolicy = Objects.requireNonNull(policy, "policy"));
  }

  /**
   * Returns a copy without fixed users and groups, so that OpenShift's {@code restricted-v2}
   * assigns each pod a user from the namespace's range. The volumes have to be writable for the
   * group that it assigns.
   */
  public PodCustomization withArbitraryUser() {
    return with(pods -> pods.arbitraryUser = true);
  }

  /** The part whose pods are changed. */
  public CustomizedPart part() {
    return part;
  }

  /** The labels in addition to those of the stack. */
  public Map<String, String> labels() {
    return Collections.unmodifiableMap(labels);
  }

  /** The annotations in addition to those of the stack. */
  public Map<String, String> annotations() {
    return Collections.unmodifiableMap(annotations);
  }

  /** The requirements on the labels of a node. All of them have to be met. */
  public List<NodeSelectorRequirement> requiredNodes() {
    return List.copyOf(requiredNodes);
  }

  /** The preferred labels of a node. */
  public List<NodeSelectorRequirement> preferredNodes() {
    return List.copyOf(preferredNodes);
  }

  /** The node labels that pods are spread over. */
  public List<String> spread() {
    return List.copyOf(spread);
  }

  /** Copies of the volumes in addition to those of the stack. */
  public List<Volume> volumes() {
    return volumes.stream().map(volume -> new VolumeBuilder(volume).build()).toList();
  }

  /** Copies of the additional mounts of the part's own container. */
  public List<VolumeMount> mounts() {
    return mounts.stream().map(mount -> new VolumeMountBuilder(mount).build()).toList();
  }

  /** Copies of the containers in addition to the part's own. */
  public List<Container> sidecars() {
    return sidecars.stream().map(container -> new ContainerBuilder(container).build()).toList();
  }

  /** Copies of the containers that run before the part's own. */
  public List<Container> initContainers() {
    return initContainers.stream()
        .map(container -> new ContainerBuilder(container).build())
        .toList();
  }

  /** Copies of the additional variables of the part's own container. */
  public List<EnvVar> variables() {
    return variables.stream().map(variable -> new EnvVarBuilder(variable).build()).toList();
  }

  /** The name of the PriorityClass; null for the cluster's default. */
  public @Nullable String priorityClass() {
    return priorityClass;
  }

  /** The pull policy; null for the default of Kubernetes. */
  public @Nullable PullPolicy pullPolicy() {
    return pullPolicy;
  }

  /** Whether the cluster assigns the users of the containers. */
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

  /** Only the part, because a container may contain a secret by mistake. */
  @Override
  public String toString() {
    return "PodCustomization[" + part + "]";
  }
}
