package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ExposureSpec;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no customization can do, each with what is said of it. */
class CustomizationRulesTest {
  private static PlausibleStack.Builder builder() {
    return PlausibleStack.homelab(Stacks.BASE_URL)
        .secretKeyBase(SecretSource.of(Stacks.KEY_BASE))
        .secretSetting("MAXMIND_LICENSE_KEY", SecretSource.of(Stacks.MARK));
  }

  private static String refusal(PlausibleStack.Builder stack) {
    StackValidationException refusal =
        catchThrowableOfType(
            StackValidationException.class, () -> StackManifests.of(stack.build()).toYaml());
    assertThat(refusal).as("nothing was refused").isNotNull();
    assertThat(refusal.toString()).doesNotContain(Stacks.MARK);
    return refusal.getMessage();
  }

  private static Customization deployment(Consumer<PodSpec> change) {
    return Customization.patch(
        "Deployment",
        "plausible",
        object -> {
          change.accept(((Deployment) object).getSpec().getTemplate().getSpec());
          return object;
        });
  }

  private static Customization patch(String kind, String name, Consumer<HasMetadata> change) {
    return Customization.patch(
        kind,
        name,
        object -> {
          change.accept(object);
          return object;
        });
  }

  private static Container container(String name) {
    return new ContainerBuilder().withName(name).withImage("example.org/x:1").build();
  }

  private static Container mounting(String volume, boolean readOnly) {
    return new ContainerBuilder(container("extra"))
        .addNewVolumeMount()
        .withName(volume)
        .withMountPath("/x")
        .withReadOnly(readOnly)
        .endVolumeMount()
        .build();
  }

  private static Container variable(String name, String value) {
    return new ContainerBuilder(container("extra"))
        .addNewEnv()
        .withName(name)
        .withValue(value)
        .endEnv()
        .build();
  }

  static Stream<Arguments> refused() {
    var plausible = Customization.pods(CustomizedPart.PLAUSIBLE);
    var postgres = Customization.pods(CustomizedPart.POSTGRES);
    return Stream.of(
        Arguments.of(
            plausible.withLabel("app.kubernetes.io/component", "other"),
            "spec.template.metadata.labels.app.kubernetes.io/component\" is set by the stack"),
        Arguments.of(
            Customization.namespace().withLabel("pod-security.kubernetes.io/enforce", "privileged"),
            "metadata.labels.pod-security.kubernetes.io/enforce\" is set by the stack"),
        Arguments.of(
            plausible.withAnnotation("plausible4j.io/tier", "1"), "is reserved for this library"),
        Arguments.of(plausible.withLabel("not a label", "x"), "is not a valid label"),
        Arguments.of(plausible.withPriorityClass("No Name"), "is not a valid Kubernetes name"),
        Arguments.of(plausible.withRequiredNodes("disk", "s s d"), "is not a valid label"),
        Arguments.of(
            plausible.withMount(
                new VolumeMountBuilder().withName("nowhere").withMountPath("/x").build()),
            "container plausible mount nowhere\" is not a volume of the pod"),
        Arguments.of(
            plausible.withMount(
                new VolumeMountBuilder().withName("data").withMountPath("x").build()),
            "is not an absolute path"),
        Arguments.of(
            plausible.withMount(
                new VolumeMountBuilder().withName("data").withMountPath("/tmp").build()),
            "container plausible mount /tmp\" appears twice"),
        Arguments.of(
            plausible.withVolume(
                new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build()),
            "volume tmp\" appears twice"),
        Arguments.of(
            plausible.withSidecar(container("plausible")), "container plausible\" appears twice"),
        Arguments.of(
            plausible.withSidecar(new ContainerBuilder().withName("x").build()), "has no image"),
        Arguments.of(
            postgres.withSidecar(mounting("data", false)),
            "container extra mount data\" is a second writer to a data volume"),
        Arguments.of(
            plausible.withVolume(
                new VolumeBuilder()
                    .withName("users")
                    .withNewPersistentVolumeClaim("plausible-postgres-data", false)
                    .build()),
            "has the claim plausible-postgres-data, which only postgres may write to"),
        Arguments.of(
            Customization.pods(CustomizedPart.ALL).withSidecar(container("x")),
            "keeps the Jobs from ending"),
        Arguments.of(
            Customization.pods(CustomizedPart.TUNNEL).withLabel("a", "b"),
            "is for a part that has no pods in this stack"),
        Arguments.of(
            Customization.claim(CustomizedPart.TUNNEL).withLabel("a", "b"),
            "is for a part that has no claim"),
        Arguments.of(
            Customization.service(CustomizedPart.POSTGRES).withLoadBalancer(),
            "would expose more than Plausible to the outside"),
        Arguments.of(
            Customization.service(CustomizedPart.PLAUSIBLE).withLoadBalancer("nas.local"),
            "is not an IP address"),
        Arguments.of(
            Customization.service(CustomizedPart.PLAUSIBLE).withNodePort(0), "is not a port"),
        Arguments.of(
            plausible.withSidecar(variable("NOTE", Stacks.MARK + "!")),
            "spec/template/spec/containers/extra/env/NOTE/value\" has a secret in plain"),
        Arguments.of(
            plausible.withSidecar(variable("REDIS_PASSWORD", "hunter2")), "has a secret in plain"),
        Arguments.of(
            plausible.withSidecar(variable("CACHE", "redis://me:hunter2@cache")),
            "has a secret in plain"),
        Arguments.of(
            plausible.withSidecar(
                new ContainerBuilder(container("x")).withArgs("--api-token=hunter2").build()),
            "has a secret in plain"),
        Arguments.of(
            plausible.withSecretVariable("BASE_URL", "vault", "key"),
            "container plausible variable BASE_URL\" is set by the stack; use builder(baseUrl)"),
        Arguments.of(
            plausible.withSecretVariable("not a name", "vault", "key"),
            "is not a valid name of a variable"),
        Arguments.of(
            plausible.withSecretVariable("NOTE", "Not A Secret", "key"),
            "is not a valid Kubernetes name"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void anEditThatBreaksTheStackIsRefused(Customization customization, String message) {
    assertThat(refusal(builder().customize(customization))).contains(message);
  }

  static Stream<Arguments> patches() {
    return Stream.of(
        Arguments.of(
            deployment(pod -> pod.getContainers().get(0).setImage("example.org/own:1")),
            "container plausible image\" belongs to the stack and was changed"),
        Arguments.of(
            deployment(pod -> pod.getContainers().remove(0)),
            "container plausible\" belongs to the stack and was removed"),
        Arguments.of(
            deployment(pod -> pod.getContainers().get(0).getVolumeMounts().clear()),
            "container plausible volumeMounts\" lacks entries that the stack sets"),
        Arguments.of(
            deployment(pod -> pod.getVolumes().get(0).setName("other")),
            "belongs to the stack and was changed"),
        Arguments.of(
            patch(
                "StatefulSet",
                "plausible-postgres",
                set -> ((StatefulSet) set).getSpec().setReplicas(2)),
            "spec.replicas\" decides how many pods write to the same data"),
        Arguments.of(
            patch(
                "Deployment",
                "plausible",
                object -> ((Deployment) object).getSpec().setStrategy(null)),
            "spec.strategy\" decides how many pods write to the same data"),
        Arguments.of(
            patch(
                "Service",
                "plausible-clickhouse",
                object -> ((Service) object).getSpec().getSelector().clear()),
            "spec.selector\" links the stack's objects and must not change"),
        Arguments.of(
            patch("Service", "plausible", object -> object.getMetadata().setName("mine")),
            "returns no object or another one"),
        Arguments.of(
            Customization.patch("Service", "plausible", object -> null),
            "returns no object or another one"),
        Arguments.of(
            patch("Service", "plausible", object -> object.getMetadata().getLabels().clear()),
            "metadata.labels.app.kubernetes.io/part-of\" is set by the stack"),
        Arguments.of(
            patch("Job", "plausible-migrate", object -> object.getMetadata().setNamespace("else")),
            "returns no object or another one"),
        Arguments.of(
            patch("Service", "nowhere", object -> {}),
            "\"Service nowhere\" is not an object of this stack; use one of plausible-postgres"),
        Arguments.of(
            patch("Secret", "plausible-postgres", object -> {}),
            "is not an object of this stack; use one of the kinds"));
  }

  @ParameterizedTest
  @MethodSource("patches")
  void aPatchThatBreaksTheStackIsRefused(Customization customization, String message) {
    assertThat(refusal(builder().customize(customization))).contains(message);
  }

  @Test
  void aPatchThatFailsIsNamedWithItsCause() {
    PlausibleStack stack =
        builder()
            .customize(
                patch(
                    "Service",
                    "plausible",
                    object -> {
                      throw new IllegalStateException(Stacks.MARK);
                    }))
            .build();

    StackValidationException refusal =
        catchThrowableOfType(StackValidationException.class, () -> StackManifests.of(stack));

    assertThat(refusal)
        .hasMessageContaining("customize.patch Service plausible failed with IllegalStateException")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPatchGivesTheSameEachTime() {
    AtomicInteger calls = new AtomicInteger();
    Customization counting =
        patch(
            "Service",
            "plausible",
            object ->
                object.getMetadata().getAnnotations().put("calls", "" + calls.incrementAndGet()));

    assertThat(refusal(builder().customize(counting)))
        .contains("returns another result each time, so each apply would change the cluster");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    String message =
        refusal(
            builder()
                .customize(Customization.pods(CustomizedPart.TUNNEL).withPriorityClass("No"))
                .customize(Customization.service(CustomizedPart.PLAUSIBLE).withNodePort(-1)));

    assertThat(message).contains("3 problems");
  }

  @Test
  void whatTheStackDoesNotMakeCannotBeLabelled() {
    assertThat(
            refusal(
                builder()
                    .createNamespace(false)
                    .customize(Customization.namespace().withLabel("a", "b"))))
        .contains("customize.namespace \"plausible\" is not created by the stack");
    assertThat(
            refusal(
                builder()
                    .postgres(
                        PostgresSpec.managed().withStorage(StorageSpec.existingClaim("old-data")))
                    .customize(Customization.claim(CustomizedPart.POSTGRES).withLabel("a", "b"))))
        .contains("has no claim that the stack creates");
  }

  @Test
  void anOperatorsPodsTakeNoContainers() {
    assertThat(
            refusal(
                builder()
                    .postgres(PostgresSpec.cloudNativePg(1))
                    .customize(
                        Customization.pods(CustomizedPart.POSTGRES).withSidecar(container("x")))))
        .contains("which the operator does not support")
        .contains("Customization.patch(\"Cluster\", \"plausible-postgres\", ...)");
  }

  @Test
  void rootIsNotAnArbitraryUser() {
    assertThat(
            refusal(
                builder()
                    .storage(
                        StorageSpec.nfs("nas.local", "/exports")
                            .withOwnership(OwnershipStrategy.CHOWN_INIT))
                    .customize(Customization.pods(CustomizedPart.ALL).withArbitraryUser())))
        .contains("cannot be used in a stack with containers that run as root");
  }

  @Test
  void aLoadBalancerBesideATunnelIsReachedByNobody() {
    assertThat(
            refusal(
                builder()
                    .exposure(ExposureSpec.tunnelToken(Stacks.TUNNEL_TOKEN))
                    .customize(Customization.service(CustomizedPart.PLAUSIBLE).withLoadBalancer())))
        .contains("with a tunnel nothing else may reach Plausible");
  }
}
