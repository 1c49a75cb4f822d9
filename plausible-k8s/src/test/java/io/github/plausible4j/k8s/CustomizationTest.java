package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.customization.Customization;
import io.github.plausible4j.k8s.customization.CustomizedPart;
import io.github.plausible4j.k8s.customization.PodCustomization;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.StackPlan;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.ClickHouseSpec;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a cluster asks for beside what the builder has a method for; the rest is a golden file. */
class CustomizationTest {
  private static PlausibleStack.Builder builder() {
    return PlausibleStack.homelab(Stacks.BASE_URL);
  }

  private static PlausibleStack with(Customization customization) {
    return builder().customize(customization).build();
  }

  private static List<PodSpec> pods(PlausibleStack stack) {
    return Rendered.of(stack).workloads().values().stream().map(PodTemplateSpec::getSpec).toList();
  }

  @Test
  void whatIsNotCustomizedStays() {
    String plain = StackManifests.of(builder().build()).toYaml();
    PlausibleStack empty = with(Customization.pods(CustomizedPart.ALL));

    assertThat(StackManifests.of(empty).toYaml()).isEqualTo(plain);
    assertThat(StackManifests.of(empty.toBuilder().build()).toYaml()).isEqualTo(plain);
  }

  @Test
  void aCustomizationIsKeptByAnotherBuilder() {
    PlausibleStack stack = CustomizedStack.rich();

    assertThat(StackManifests.of(stack.toBuilder().build()).toYaml())
        .isEqualTo(StackManifests.of(stack).toYaml())
        .isNotEqualTo(StackManifests.of(builder().build()).toYaml());
  }

  @Test
  void nodesOfSeveralEditsAreAskedForTogether() {
    PlausibleStack stack =
        builder()
            .customize(Customization.pods(CustomizedPart.ALL).withRequiredNodes("disk", "ssd"))
            .customize(Customization.pods(CustomizedPart.JOBS).withRequiredNodes("batch"))
            .build();

    for (Map.Entry<HasMetadata, PodTemplateSpec> each : Rendered.of(stack).workloads().entrySet()) {
      List<NodeSelectorRequirement> required =
          each.getValue()
              .getSpec()
              .getAffinity()
              .getNodeAffinity()
              .getRequiredDuringSchedulingIgnoredDuringExecution()
              .getNodeSelectorTerms()
              .get(0)
              .getMatchExpressions();
      NodeSelectorRequirement ssd = new NodeSelectorRequirement("disk", "In", List.of("ssd"));
      assertThat(required).first().isEqualTo(ssd);
      assertThat(required).hasSize(each.getKey() instanceof Job ? 2 : 1);
    }
  }

  /** OpenShift gives each pod a user of the namespace's range, if the pod names none. */
  @Test
  void podsWithoutUsersAreStillNotRoot() {
    PlausibleStack stack = with(Customization.pods(CustomizedPart.ALL).withArbitraryUser());

    assertThat(pods(stack))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              PodSecurityContext user = pod.getSecurityContext();
              assertThat(user.getRunAsUser()).isNull();
              assertThat(user.getFsGroup()).isNull();
              assertThat(user.getRunAsNonRoot()).isTrue();
              assertThat(user.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            });
  }

  @Test
  void aServiceOnAPortOfTheNodeKeepsTheVisitorsAddress() {
    PlausibleStack stack =
        with(Customization.service(CustomizedPart.PLAUSIBLE).withNodePort(30080));

    Service service = Rendered.of(stack).one(Service.class, "plausible");
    assertThat(service.getSpec().getType()).isEqualTo("NodePort");
    assertThat(service.getSpec().getExternalTrafficPolicy()).isEqualTo("Local");
    assertThat(service.getSpec().getPorts().get(0).getNodePort()).isEqualTo(30080);
  }

  @Test
  void sidecarsGetNoPrivilegesAndTheStacksLimit() {
    PlausibleStack stack =
        builder()
            .cpuLimit("500m")
            .customize(
                Customization.pods(CustomizedPart.CLICKHOUSE)
                    .withSidecar(CustomizedStack.exporter()))
            .build();

    assertThat(Rendered.of(stack).pod(StackComponent.CLICKHOUSE).getContainers().get(1))
        .satisfies(
            sidecar -> {
              assertThat(sidecar.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(sidecar.getResources().getLimits().get("cpu")).hasToString("500m");
            });
  }

  @Test
  void oneClaimIsLabelledAndNoOther() {
    Rendered rendered = Rendered.of(CustomizedStack.rich());

    assertThat(rendered.all(PersistentVolumeClaim.class))
        .filteredOn(claim -> "gold".equals(claim.getMetadata().getLabels().get("tier")))
        .singleElement()
        .satisfies(
            claim ->
                assertThat(claim.getMetadata().getAnnotations())
                    .containsEntry("k8up.io/backup", "true"));
  }

  @Test
  void aJobThatIsPatchedIsAnotherJob() {
    PlausibleStack stack = CustomizedStack.rich();
    PlausibleStack plain = builder().build();

    Job patched = job(stack);
    assertThat(patched.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isEqualTo(10L);
    assertThat(patched.getMetadata().getName())
        .startsWith("plausible-migrate-")
        .isNotEqualTo(job(plain).getMetadata().getName());
  }

  private static Job job(PlausibleStack stack) {
    return Rendered.of(stack).all(Job.class).get(0);
  }

  @Test
  void aPatchChangesNoOtherObject() {
    Customization closed =
        Customization.patch(
            "NetworkPolicy",
            "plausible-postgres",
            object -> {
              NetworkPolicy policy = (NetworkPolicy) object;
              policy.getSpec().getIngress().get(0).getFrom().clear();
              return policy;
            });

    List<HasMetadata> plain = StackManifests.of(builder().build()).objects();
    List<HasMetadata> patched = StackManifests.of(with(closed)).objects();

    assertThat(patched).hasSameSizeAs(plain);
    assertThat(patched)
        .filteredOn(object -> !plain.contains(object))
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("plausible-postgres");
  }

  @Test
  void operatorsAreToldWhatTheirPodsNeed() {
    PlausibleStack stack =
        PlausibleStack.production(Stacks.BASE_URL)
            .postgres(PostgresSpec.cloudNativePg(3))
            .clickHouse(ClickHouseSpec.altinity())
            .customize(
                Customization.pods(CustomizedPart.ALL)
                    .withLabel("team", "web")
                    .withPriorityClass("databases")
                    .withSpread("zone")
                    .withRequiredNodes("disk", "ssd"))
            .build();

    List<GenericKubernetesResource> operated =
        Rendered.of(stack).all(GenericKubernetesResource.class);
    assertThat(operated).hasSize(2);
    assertThat(at(operated.get(0), "spec", "inheritedMetadata", "labels", "team")).isEqualTo("web");
    assertThat(at(operated.get(0), "spec", "priorityClassName")).isEqualTo("databases");
    assertThat(at(operated.get(0), "spec", "affinity", "nodeAffinity").toString()).contains("disk");
    assertThat(at(operated.get(0), "spec", "topologySpreadConstraints").toString())
        .contains("zone", "cnpg.io/cluster");
    assertThat(at(operated.get(1), "spec", "templates", "podTemplates").toString())
        .contains("team=web", "priorityClassName=databases", "topologyKey=zone", "key=disk");
  }

  private static Object at(GenericKubernetesResource resource, Object... path) {
    return resource.get(path);
  }

  @Test
  void theJobsTolerateTaintsOfTheirOwn() {
    PlausibleStack stack =
        builder()
            .toleration(StackComponent.PLAUSIBLE, "web")
            .toleration(StackComponent.MIGRATION, "batch:NoSchedule")
            .build();

    assertThat(job(stack).getSpec().getTemplate().getSpec().getTolerations())
        .extracting(toleration -> toleration.getKey())
        .containsExactly("web", "batch");
  }

  @Test
  void aLimitOfOnePartGoesBeforeThatOfTheStack() {
    PlausibleStack stack =
        builder()
            .cpuLimit("1")
            .resources(
                StackComponent.CLICKHOUSE, Resources.of("200m", "512Mi", "2Gi").withCpuLimit("4"))
            .build();

    Rendered rendered = Rendered.of(stack);
    assertThat(limit(rendered, StackComponent.CLICKHOUSE)).isEqualTo("4");
    assertThat(limit(rendered, StackComponent.POSTGRES)).isEqualTo("1");
  }

  private static String limit(Rendered rendered, StackComponent component) {
    return rendered.container(component).getResources().getLimits().get("cpu").toString();
  }

  @Test
  void aPlanShowsACustomizationLikeAnyOtherField() {
    try (TestCluster cluster = TestCluster.fake()) {
      PlausibleStack stack = ProvisioningContract.stack(cluster).build();
      StackProvisioner provisioner = ProvisioningContract.provisioner(cluster.client());
      provisioner.apply(stack);
      PlausibleStack customized =
          stack.toBuilder()
              .customize(
                  Customization.pods(CustomizedPart.POSTGRES)
                      .withPriorityClass("databases")
                      .withAnnotation("example.org/scrape", "true"))
              .customize(Customization.namespace().withLabel("mesh", "on"))
              .build();

      StackPlan plan = provisioner.plan(customized);
      provisioner.apply(customized);

      assertThat(plan.of(Change.Action.UPDATE))
          .extracting(change -> change.object().kind())
          .containsExactly("Namespace", "StatefulSet");
      assertThat(plan.toString())
          .contains("priorityClassName")
          .contains("example.org/scrape")
          .contains("mesh");
      assertThat(provisioner.plan(customized).isEmpty()).isTrue();
      assertThat(provisioner.plan(stack).of(Change.Action.UPDATE)).hasSize(2);
    }
  }

  @Test
  void oneEditLeavesTheOtherAlone() {
    PodCustomization first = Customization.pods(CustomizedPart.ALL).withLabel("a", "1");
    PodCustomization second = first.withLabel("b", "2");

    assertThat(first.labels()).isEqualTo(Map.of("a", "1"));
    assertThat(second.labels()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(second).hasToString("PodCustomization[ALL]");
  }
}
