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
 * For internal use only. Statements that a short Job in the cluster runs at Plausible's PostgreSQL,
 * with Plausible's own image and connection: for clusters that forward no ports. Thread-safe; the
 * client stays the caller's.
 */
public final class DatabaseJob {
  private final ApplicationJob job;

  private DatabaseJob(ApplicationJob job) {
    this.job = job;
  }

  /** Jobs beside a stack as it was applied last, each with five minutes, image pull included. */
  public static DatabaseJob of(KubernetesClient client, PlausibleStack stack) {
    return new DatabaseJob(ApplicationJob.of(client, stack));
  }

  /** With another deadline. */
  public DatabaseJob withDeadline(Duration newDeadline) {
    return new DatabaseJob(job.withDeadline(newDeadline));
  }

  /**
   * Runs both statements in one transaction. It may run more than once, when a pod is lost, so it
   * must bear repetition.
   *
   * @param preparation such as the creation of a function in {@code pg_temp}
   * @param query finds one row with one text of at most 4,096 bytes
   * @param values of {@code $1} and so on in the query, up to nine
   * @return the text
   * @throws ProvisioningException if the Job may not be made or does not end well, with the pod's
   *     own cause
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

  /** Elixir. Queries are not logged, and a failed one does not show its parameters. */
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
