package io.github.plausible4j.k8s.internal.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For internal use only. Runs SQL statements on Plausible's PostgreSQL in a short-lived Job with
 * Plausible's own image and connection, for clusters without port forwarding. Thread-safe. The
 * caller keeps ownership of the client.
 */
public final class DatabaseJob {
  private final ApplicationJob job;

  private DatabaseJob(ApplicationJob job) {
    this.job = job;
  }

  /**
   * Runs Jobs beside a stack as it was last applied. Each gets five minutes, image pull included.
   */
  public static DatabaseJob of(KubernetesClient client, PlausibleStack stack) {
    return new DatabaseJob(ApplicationJob.of(client, stack));
  }

  /** Returns a copy with another deadline for each Job, image pull included. */
  public DatabaseJob withDeadline(Duration newDeadline) {
    return new DatabaseJob(job.withDeadline(newDeadline));
  }

  /**
   * Runs both statements in one transaction. They run again if the pod is lost, so they must be
   * idempotent.
   *
   * @param preparation a statement that runs first, such as one that creates a function in {@code
   *     pg_temp}
   * @param query a query for one row with one text of at most 4,096 bytes
   * @param values the values of the query's parameters {@code $1} and so on, at most nine
   * @return the text
   * @throws ProvisioningException if the Job may not be created or does not succeed; it has the
   *     cause that the pod reports
   */
  public String run(String preparation, String query, List<String> values) {
    Map<String, String> files = new TreeMap<>();
    files.put("preparation.sql", preparation);
    files.put("query.sql", query);
    for (int i = 0; i < values.size(); i++) {
      files.put("value-" + (i + 1), values.get(i));
    }
    return job.run(program(values.size()), files);
  }

  /** An Elixir program that neither logs queries nor shows the parameters of a failed one. */
  private static String program(int values) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= values; i++) {
      names.add("value-" + i);
    }
    return """
    Application.load(:plausible)
    {:ok, _} = Application.ensure_all_started(:ssl)
    read = fn name -> File.read!("%s/" <> name) end
    values = Enum.map(~w(%s), read)
    {:ok, answer, _} =
      Ecto.Migrator.with_repo(Plausible.Repo, fn repo ->
        {:ok, answer} =
          repo.transaction(fn ->
            repo.query!(read.("preparation.sql"), [], log: false)
            [[answer]] = repo.query!(read.("query.sql"), values, log: false).rows
            answer
          end)
        answer
      end)
    File.write!("/dev/termination-log", answer)
    """
        .formatted(ApplicationJob.DIRECTORY, String.join(" ", names));
  }
}
