package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.release.PlausibleRelease;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import io.github.plausible4j.k8s.validation.StackValidationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old statistics are deleted by a CronJob of the stack. */
class StatisticsRetentionTest {
  private static PlausibleStack.Builder stack() {
    return PlausibleStack.homelab("https://stats.example.org");
  }

  @Test
  void theCronJobDeletesVisitsAndEventsThatAreOlder() {
    CronJob job =
        Rendered.of(stack().statisticsRetentionDays(730).build()).all(CronJob.class).get(0);

    assertThat(job.getMetadata().getName()).isEqualTo("plausible-retention");
    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    Container container = container(job);
    assertThat(container.getImage()).startsWith("ghcr.io/plausible/community-edition");
    assertThat(container.getCommand()).startsWith("/app/bin/plausible", "eval");
    assertThat(container.getCommand().get(2))
        .contains("Date.add(-730)")
        .containsSubsequence("{\"sessions_v2\", \"start\"}", "{\"events_v2\", \"timestamp\"}")
        .contains("ALTER TABLE #{table} DELETE WHERE #{old} SETTINGS mutations_sync = 2");
    // Plausible's own policies let it reach the databases; an apply must not take its Jobs for own.
    JobTemplateSpec template = job.getSpec().getJobTemplate();
    assertThat(template.getMetadata()).isNull();
    assertThat(template.getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/component", "admin");
  }

  @Test
  void withoutTheOptionThereIsNone() {
    assertThat(Rendered.of(stack().build()).all(CronJob.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 36_501})
  void invalidDaysAreRefused(int days) {
    assertThatThrownBy(() -> stack().statisticsRetentionDays(days).build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining(
            "statisticsRetentionDays \"" + days + "\" is not between 1 and 36500");
  }

  @Test
  void aReleaseWithOtherTablesIsRefused() {
    assertThatThrownBy(
            () -> stack().release(PlausibleRelease.SEED_2022).statisticsRetentionDays(30).build())
        .isInstanceOf(StackValidationException.class)
        .hasMessageContaining("needs Plausible 2.0 or newer");
  }

  @Test
  void itIsAppliedChangedAndRemovedWithTheStack() {
    try (TestCluster cluster = TestCluster.fake()) {
      StackProvisioner provisioner =
          StackProvisioner.builder(cluster.client()).preflight(false).build();
      PlausibleStack.Builder builder =
          stack()
              .namespace(cluster.namespace())
              .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"));

      provisioner.apply(builder.statisticsRetentionDays(730).build());
      assertThat(provisioner.plan(builder.build()).changes())
          .noneMatch(change -> change.changesSomething());
      PlausibleStack shorter = builder.statisticsRetentionDays(365).build();
      provisioner.apply(shorter);
      assertThat(cronJobs(cluster))
          .singleElement()
          .satisfies(
              job -> assertThat(container(job).getCommand().get(2)).contains("Date.add(-365)"));

      provisioner.apply(
          stack()
              .namespace(cluster.namespace())
              .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
              .build());
      assertThat(cronJobs(cluster)).isEmpty();
    }
  }

  private static List<CronJob> cronJobs(TestCluster cluster) {
    return cluster
        .client()
        .batch()
        .v1()
        .cronjobs()
        .inNamespace(cluster.namespace())
        .withLabels(Map.of("app.kubernetes.io/instance", "plausible"))
        .list()
        .getItems();
  }

  private static Container container(CronJob job) {
    PodSpec pod = job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
    return pod.getContainers().get(0);
  }
}
