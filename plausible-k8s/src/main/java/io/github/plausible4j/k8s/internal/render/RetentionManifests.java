package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.github.plausible4j.k8s.release.StackComponent;
import io.github.plausible4j.k8s.stack.OwnershipStrategy;

/**
 * The CronJob that deletes old statistics. It uses Plausible's own image and connection, so it
 * works with every kind of ClickHouse. Its Jobs do not have the stack's labels, because an apply
 * would treat them as its own.
 */
final class RetentionManifests {
  private static final StackComponent COMPONENT = StackComponent.ADMIN;
  private static final String ROLE = "retention";

  /** At night in Europe and America, and not on the hour. */
  private static final String SCHEDULE = "23 4 * * *";

  private static final long DEADLINE_SECONDS = 6 * 3600;
  private static final int KEPT_SECONDS = 2 * 24 * 3600;

  private RetentionManifests() {}

  static CronJob of(Rendering rendering, int days) {
    AppEnvironment environment = new AppEnvironment(rendering);
    Container container =
        environment
            .container(ROLE, COMPONENT)
            .withCommand("/app/bin/plausible", "eval", program(days))
            .build();
    PodSpec pod =
        environment.pod(
            COMPONENT, container, Workloads.emptyDir("data"), OwnershipStrategy.PRE_OWNED);
    pod.setRestartPolicy("Never");
    ObjectMeta meta = new ObjectMeta();
    meta.setLabels(rendering.labels(COMPONENT));
    CronJob cronJob =
        new CronJobBuilder()
            .withMetadata(
                rendering.workloadMeta(
                    COMPONENT, Tier.ADMINISTRATION, rendering.stack().named(ROLE)))
            .withNewSpec()
            .withSchedule(SCHEDULE)
            .withConcurrencyPolicy("Forbid")
            .withSuccessfulJobsHistoryLimit(1)
            .withFailedJobsHistoryLimit(1)
            .withNewJobTemplate()
            .withNewSpec()
            .withBackoffLimit(1)
            .withActiveDeadlineSeconds(DEADLINE_SECONDS)
            .withTtlSecondsAfterFinished(KEPT_SECONDS)
            .endSpec()
            .endJobTemplate()
            .endSpec()
            .build();
    cronJob.getSpec().getJobTemplate().getSpec().setTemplate(new PodTemplateSpec(meta, pod));
    return cronJob;
  }

  /**
   * An Elixir program. It deletes visits first, so that each remaining visit has all of its events.
   */
  private static String program(int days) {
    return """
    Application.load(:plausible)
    {:ok, _} = Application.ensure_all_started(:ssl)
    first = Date.utc_today() |> Date.add(-%d) |> Date.to_iso8601()
    {:ok, _, _} =
      Ecto.Migrator.with_repo(Plausible.IngestRepo, fn repo ->
        for {table, column} <- [{"sessions_v2", "start"}, {"events_v2", "timestamp"}] do
          old = "#{column} < toDateTime('#{first} 00:00:00', 'UTC')"
          [[count]] = repo.query!("SELECT count() FROM #{table} WHERE #{old}").rows
          if count > 0 do
            repo.query!(
              "ALTER TABLE #{table} DELETE WHERE #{old} SETTINGS mutations_sync = 2",
              [],
              timeout: :infinity
            )
          end
          IO.puts("#{count} rows of #{table} before #{first} deleted")
        end
      end)
    """
        .formatted(days);
  }
}
