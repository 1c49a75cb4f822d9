package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.render.Checksums;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a stack, applied by kubectl, Flux or Argo CD, make what an apply makes. */
class GitOpsTest {
  private static final PatchContext KUBECTL =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("kubectl")
          .withFieldValidation("Strict")
          .withForce(false)
          .build();

  @TempDir Path directory;

  /** As {@code kubectl apply --server-side -k}: the files of the list, in its order. */
  private void applyDirectory(KubernetesClient client) throws IOException {
    for (String line : Files.readAllLines(directory.resolve("kustomization.yaml"))) {
      if (line.startsWith("  - ")) {
        try (InputStream file = Files.newInputStream(directory.resolve(line.substring(4)))) {
          apply(client, client.load(file).items());
        }
      }
    }
  }

  private static void apply(KubernetesClient client, List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      HasMetadata applied = client.resource(object).patch(KUBECTL);
      assertThat(applied.getMetadata().getUid()).isNotEmpty();
    }
  }

  private static PlausibleStack stack(TestCluster cluster) {
    return CustomizedStack.rich().toBuilder()
        .namespace(cluster.namespace())
        .storage(ProvisioningContract.stack(cluster).build().storage())
        .build();
  }

  @Test
  void theFilesOfAStackMakeWhatAnApplyMakes() throws IOException {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = stack(cluster);
      StackManifests secrets = StackManifests.secrets(stack);
      StackManifests.of(stack, secrets.objects()).writeToDirectory(directory);
      applyDirectory(cluster.client());
      apply(cluster.client(), secrets.objects());
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());

      StackPlan first = provisioner.plan(stack);

      assertThat(first.changes())
          .as(first.toString())
          .allMatch(
              change ->
                  change.action() == Change.Action.ADOPT || change.action() == Change.Action.NOOP)
          .allMatch(change -> change.fields().isEmpty());

      provisioner.apply(stack);
      StackPlan second = provisioner.plan(stack);

      assertThat(second.isEmpty()).as(second.toString()).isTrue();
    }
  }

  @Test
  void filesOverAnApplyChangeNothing() throws IOException {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = stack(cluster);
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      Map<String, String> pods = ProvisioningContract.pods(cluster);
      List<Secret> live =
          cluster.client().secrets().inNamespace(cluster.namespace()).list().getItems();

      StackManifests.of(stack, live).writeToDirectory(directory);
      applyDirectory(cluster.client());

      StackPlan plan = provisioner.plan(stack);
      assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
      assertThat(ProvisioningContract.pods(cluster)).isEqualTo(pods);
    }
  }

  @Test
  void aChangedSecretIsAnotherChecksumOfThePodsThatReadIt() {
    PlausibleStack stack = Stacks.golden().get("homelab");
    List<HasMetadata> secrets = StackManifests.secrets(stack).objects();
    List<HasMetadata> changed = new ArrayList<>();
    for (HasMetadata object : secrets) {
      boolean database = object.getMetadata().getName().equals("plausible-clickhouse");
      SecretBuilder secret = new SecretBuilder((Secret) object);
      changed.add(database ? secret.addToStringData("password", Stacks.MARK).build() : object);
    }

    assertThat(checksum(stack, changed, StackComponent.CLICKHOUSE))
        .isNotEqualTo(checksum(stack, secrets, StackComponent.CLICKHOUSE));
    assertThat(checksum(stack, changed, StackComponent.POSTGRES))
        .isEqualTo(checksum(stack, secrets, StackComponent.POSTGRES));
    assertThat(StackManifests.of(stack, changed).toYaml()).doesNotContain(Stacks.MARK);
  }

  private static String checksum(
      PlausibleStack stack, List<HasMetadata> secrets, StackComponent component) {
    return StackManifests.of(stack, secrets).objects().stream()
        .filter(object -> object.getKind().equals("StatefulSet"))
        .filter(
            object ->
                component
                    .label()
                    .equals(object.getMetadata().getLabels().get(StackComponent.LABEL)))
        .map(GitOpsTest::template)
        .map(template -> template.getMetadata().getAnnotations().get(Checksums.SECRETS))
        .findFirst()
        .orElseThrow();
  }

  private static PodTemplateSpec template(HasMetadata object) {
    return ((StatefulSet) object).getSpec().getTemplate();
  }

  @Test
  void externalSecretsAskTheStoreForEveryKeyAndHoldNoValue() {
    PlausibleStack stack = Stacks.golden().get("production");
    StackManifests made = StackManifests.externalSecrets(stack, "ClusterSecretStore", "vault");

    assertThat(made.toYaml()).doesNotContain(Stacks.MARK);
    List<HasMetadata> secrets = StackManifests.secrets(stack).objects();
    assertThat(made.objects()).hasSameSizeAs(secrets);
    for (int i = 0; i < secrets.size(); i++) {
      Secret secret = (Secret) secrets.get(i);
      GenericKubernetesResource external = (GenericKubernetesResource) made.objects().get(i);
      assertThat(external.<String>get("spec", "target", "name"))
          .isEqualTo(secret.getMetadata().getName());
      assertThat(external.<String>get("spec", "target", "template", "type"))
          .isEqualTo(secret.getType());
      assertThat(external.<String>get("spec", "secretStoreRef", "name")).isEqualTo("vault");
      List<Map<String, Object>> data = external.get("spec", "data");
      assertThat(data)
          .extracting(each -> each.get("secretKey"))
          .containsExactlyInAnyOrderElementsOf(secret.getData().keySet());
    }
  }
}
