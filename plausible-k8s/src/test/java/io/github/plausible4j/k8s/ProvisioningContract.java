package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.apiserver.CrashingClient;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.apiserver.TestKubelet;
import io.github.plausible4j.k8s.internal.render.Rendering;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.progress.ApplyResult;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.Resources;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The life of a stack in a cluster, whatever cluster that is. */
abstract class ProvisioningContract {

  /** A cluster for one test. */
  abstract TestCluster cluster();

  static PlausibleStack.Builder stack(TestCluster cluster) {
    return PlausibleStack.homelab("https://stats.example.org")
        .namespace(cluster.namespace())
        .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"));
  }

  static StackProvisioner provisioner(KubernetesClient client) {
    return StackProvisioner.builder(client)
        .deadline(Duration.ofMinutes(20))
        .preflight(false)
        .build();
  }

  /** A Secret that somebody made before the stack, with its namespace. */
  static void secret(TestCluster cluster, String name, String key, String value) {
    Namespace namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(cluster.namespace())
            .endMetadata()
            .build();
    cluster.client().resource(namespace).create();
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(cluster.namespace())
            .endMetadata()
            .addToData(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
            .build();
    cluster.client().resource(secret).create();
  }

  /** The resource versions of everything that the stack has, as the cluster counts them. */
  static Map<String, String> versions(TestCluster cluster, PlausibleStack stack) {
    Map<String, String> versions = new TreeMap<>();
    StackManifests.of(stack)
        .objects()
        .forEach(object -> add(versions, cluster.client().resource(object).get()));
    cluster
        .client()
        .secrets()
        .inNamespace(cluster.namespace())
        .withLabel(Rendering.INSTANCE, stack.name())
        .list()
        .getItems()
        .forEach(secret -> add(versions, secret));
    add(
        versions,
        cluster
            .client()
            .configMaps()
            .inNamespace(cluster.namespace())
            .withName(stack.named("inventory"))
            .get());
    return versions;
  }

  private static void add(Map<String, String> versions, HasMetadata object) {
    String text =
        object instanceof GenericKubernetesResource generic ? generic.getKind() : object.getKind();
    versions.put(
        text + " " + object.getMetadata().getName(), object.getMetadata().getResourceVersion());
  }

  /** The pods by workload, each with its id: what restarts gets another one. */
  static Map<String, String> pods(TestCluster cluster) {
    return cluster.client().pods().inNamespace(cluster.namespace()).list().getItems().stream()
        .filter(pod -> !"Succeeded".equals(pod.getStatus().getPhase()))
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getLabels().get(Rendering.COMPONENT),
                pod -> pod.getMetadata().getUid(),
                (a, b) -> a + b,
                TreeMap::new));
  }

  @Test
  void applyEndsWithAReadyStack() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      assertThat(provisioner.status(stack).isAbsent()).isTrue();

      ApplyResult result = provisioner.apply(stack);

      assertThat(result.changed()).isTrue();
      assertThat(result.plan().of(Change.Action.CREATE)).hasSizeGreaterThan(5);
      assertThat(provisioner.status(stack).isReady())
          .as(provisioner.status(stack).toString())
          .isTrue();
    }
  }

  @Test
  void theSecondApplyChangesNothing() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = versions(cluster, stack);

      ApplyResult second = provisioner.apply(stack);

      assertThat(second.plan().toString()).matches("No changes: \\d+ unchanged\\.");
      assertThat(second.changed()).as(second.plan().toString()).isFalse();
      assertThat(versions(cluster, stack)).isEqualTo(before);
    }
  }

  @Test
  void oneSettingRestartsExactlyThePodsThatUseIt() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = pods(cluster);

      PlausibleStack changed =
          stack.toBuilder()
              .resources(StackComponent.POSTGRES, Resources.of("100m", "200Mi", "600Mi"))
              .build();
      StackPlan plan = provisioner.plan(changed);
      provisioner.apply(changed);

      assertThat(plan.of(Change.Action.UPDATE))
          .extracting(change -> change.object().name())
          .containsExactly(stack.named("postgres"));
      assertThat(plan.toString()).contains("containers[postgres].resources");
      Map<String, String> after = pods(cluster);
      assertThat(after.remove("postgres")).isNotEqualTo(before.remove("postgres"));
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void driftIsRepaired() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .client()
          .services()
          .inNamespace(cluster.namespace())
          .withName(stack.named("postgres"))
          .delete();

      StackPlan plan = provisioner.plan(stack);
      provisioner.apply(stack);

      assertThat(plan.of(Change.Action.CREATE))
          .extracting(change -> change.object().toString())
          .containsExactly("Service " + cluster.namespace() + "/" + stack.named("postgres"));
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void whatSomebodyTookOutOfAnObjectIsPutBack() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .client()
          .network()
          .v1()
          .networkPolicies()
          .inNamespace(cluster.namespace())
          .withName(stack.named("postgres"))
          .edit(
              policy -> {
                policy.getSpec().setIngress(List.of());
                policy.getMetadata().getLabels().remove(Rendering.COMPONENT);
                return policy;
              });

      StackPlan plan = provisioner.plan(stack);
      provisioner.apply(stack);

      assertThat(plan.of(Change.Action.UPDATE))
          .singleElement()
          .satisfies(
              change -> {
                assertThat(change.object().kind()).isEqualTo("NetworkPolicy");
                assertThat(change.fields())
                    .extracting(Change.FieldChange::path)
                    .anyMatch(path -> path.startsWith("spec.ingress"))
                    .anyMatch(path -> path.startsWith("metadata.labels"));
              });
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }

  @Test
  void aFieldOfSomebodyElseIsAConflictUntilItIsTakenOver() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      edit(cluster, stack);

      StackPlan plan = provisioner.plan(stack);

      assertThat(plan.of(Change.Action.CONFLICT)).hasSize(1);
      Change.FieldConflict conflict = plan.of(Change.Action.CONFLICT).get(0).conflicts().get(0);
      assertThat(conflict.field())
          .isEqualTo(".spec.template.spec.containers[name=\"postgres\"].image");
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("owned by " + conflict.manager())
          .hasMessageContaining("takeOver");

      StackProvisioner taking =
          StackProvisioner.builder(cluster.client())
              .takeOver(conflict.manager())
              .preflight(false)
              .build();
      assertThat(taking.plan(stack).toString()).contains("some/other:image -> ");
      taking.apply(stack);
      assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }
  }

  private static void edit(TestCluster cluster, PlausibleStack stack) {
    cluster
        .client()
        .apps()
        .statefulSets()
        .inNamespace(cluster.namespace())
        .withName(stack.named("postgres"))
        .edit(
            set -> {
              set.getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .get(0)
                  .setImage("some/other:image");
              return set;
            });
  }

  @Test
  void whatTheStackNoLongerHasIsPrunedAndDataAreKept() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      PlausibleStack without =
          stack.toBuilder()
              .postgres(
                  PostgresSpec.external(
                      "postgres://plausible@db.example.org:5432/plausible",
                      SecretSource.of("never-shown-anywhere")))
              .build();

      StackPlan plan = provisioner.plan(without);
      provisioner.apply(without);

      assertThat(plan.of(Change.Action.PRUNE))
          .extracting(change -> change.object().kind())
          .contains("StatefulSet", "Service");
      assertThat(plan.of(Change.Action.KEEP))
          .extracting(change -> change.object().kind())
          .contains("PersistentVolumeClaim", "Secret");
      assertThat(plan.toString()).doesNotContain("never-shown-anywhere");
      StatefulSet gone =
          cluster
              .client()
              .apps()
              .statefulSets()
              .inNamespace(cluster.namespace())
              .withName(stack.named("postgres"))
              .get();
      assertThat(gone).isNull();
      assertThat(provisioner.plan(without).isEmpty()).isTrue();
    }
  }

  /** Claims and Secrets with their ids and contents. */
  static Map<String, String> data(TestCluster cluster, PlausibleStack stack) {
    Map<String, String> data = new TreeMap<>();
    cluster
        .client()
        .persistentVolumeClaims()
        .inNamespace(cluster.namespace())
        .withLabel(Rendering.INSTANCE, stack.name())
        .list()
        .getItems()
        .forEach(c -> data.put(c.getMetadata().getName(), c.getMetadata().getUid()));
    cluster
        .client()
        .secrets()
        .inNamespace(cluster.namespace())
        .withLabel(Rendering.INSTANCE, stack.name())
        .list()
        .getItems()
        .forEach(s -> data.put(s.getMetadata().getName(), s.getMetadata().getUid() + s.getData()));
    return data;
  }

  @Test
  void aLostSecretOfExistingDataIsNotCreatedAgain() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      cluster
          .client()
          .secrets()
          .inNamespace(cluster.namespace())
          .withName(stack.named("secret-key-base"))
          .delete();

      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("secret-key-base")
          .hasMessageContaining("the Secret is missing, but data that need it still exist")
          .hasMessageContaining("restore the Secret from a backup");
      Secret made =
          cluster
              .client()
              .secrets()
              .inNamespace(cluster.namespace())
              .withName(stack.named("secret-key-base"))
              .get();
      assertThat(made).isNull();
    }
  }

  @Test
  void aBrokenPodOfAnOlderRevisionDoesNotBlockTheCorrection() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      String pod = stack.named("postgres");
      cluster.kubelet().behave(pod, PodStates.imageNotFound());
      StackProvisioner provisioner = provisioner(cluster.client());
      assertThatThrownBy(() -> provisioner.apply(stack))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("the registry does not have this image or tag");
      String broken = uid(cluster, pod + "-0");
      cluster
          .kubelet()
          .behave(
              pod,
              each ->
                  each.getMetadata().getUid().equals(broken)
                      ? PodStates.imageNotFound().apply(each)
                      : TestKubelet.wellDone(each));

      PlausibleStack corrected =
          stack.toBuilder()
              .release(stack.release().withPostgresImage("docker.io/library/postgres:16.4-alpine"))
              .build();
      provisioner.apply(corrected);

      assertThat(provisioner.status(corrected).isReady()).isTrue();
      assertThat(uid(cluster, pod + "-0")).isNotEqualTo(broken);
    }
  }

  @Test
  void aPatchReleaseMigratesAgainAndRestartsOnlyPlausible() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      StackProvisioner provisioner = provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> before = pods(cluster);
      PlausibleRelease next =
          stack.release().withPlausible("3.2.2", "ghcr.io/plausible/community-edition:v3.2.2");
      PlausibleStack upgraded = stack.toBuilder().release(next).build();

      ApplyResult result = provisioner.apply(upgraded);

      assertThat(result.plan().of(Change.Action.CREATE))
          .extracting(change -> change.object().kind())
          .contains("Job");
      Map<String, String> after = pods(cluster);
      assertThat(after.remove("plausible")).isNotEqualTo(before.remove("plausible"));
      assertThat(after).isEqualTo(before);
      assertThat(provisioner.status(upgraded).isReady()).isTrue();
      assertThat(provisioner.plan(upgraded).isEmpty()).isTrue();
    }
  }

  @Test
  void whatAKilledApplyLeftUndoneTheNextOneDoes() {
    try (TestCluster cluster = cluster()) {
      PlausibleStack stack = stack(cluster).build();
      Map<String, String> made = Map.of();
      for (int writes : new int[] {0, 1, 3, 6, 10}) {
        try (KubernetesClient mortal = CrashingClient.dyingAfter(writes, cluster.client())) {
          assertThatThrownBy(() -> provisioner(mortal).apply(stack))
              .isInstanceOf(ProvisioningException.class)
              .hasMessageContaining("the API server did not answer")
              .hasMessageContaining("apply again; it continues where it stopped");
        }
        Map<String, String> now = data(cluster, stack);
        assertThat(now).as("data after %d writes", writes).containsAllEntriesOf(made);
        made = now;
      }

      provisioner(cluster.client()).apply(stack);

      assertThat(data(cluster, stack)).containsAllEntriesOf(made);
      assertThat(provisioner(cluster.client()).status(stack).isReady()).isTrue();
      StackPlan plan = provisioner(cluster.client()).plan(stack);
      assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
    }
  }

  private static String uid(TestCluster cluster, String name) {
    Pod pod = cluster.client().pods().inNamespace(cluster.namespace()).withName(name).get();
    return pod.getMetadata().getUid();
  }
}
