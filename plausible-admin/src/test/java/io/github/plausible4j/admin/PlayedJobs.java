package io.github.plausible4j.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plays the pods of Jobs as Plausible's image would run them: the statements and values of the
 * mounted Secret, in one transaction at a real PostgreSQL, the answer as the termination message.
 */
final class PlayedJobs {
  private final TestCluster cluster;
  private final TestDatabase database;
  private final Map<String, PodStatus> ended = new ConcurrentHashMap<>();

  PlayedJobs(TestCluster cluster, TestDatabase database) {
    this.cluster = cluster;
    this.database = database;
  }

  int count() {
    return ended.size();
  }

  PodStatus play(Pod pod) {
    return ended.computeIfAbsent(pod.getMetadata().getUid(), uid -> run(pod));
  }

  private PodStatus run(Pod pod) {
    String name =
        pod.getSpec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("task"))
            .map(volume -> volume.getSecret().getSecretName())
            .findFirst()
            .orElseThrow();
    Secret secret =
        cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get();
    for (int look = 0; secret == null && look < 1000; look++) {
      // The node mounts it as soon as it is there.
      secret = cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get();
    }
    try {
      return status(pod, 0, answer(secret.getData()));
    } catch (SQLException e) {
      return status(pod, 1, String.valueOf(e.getMessage()));
    }
  }

  private String answer(Map<String, String> files) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute(text(files, "preparation.sql"));
      String query = text(files, "query.sql").replaceAll("\\$\\d", "?");
      try (PreparedStatement statement = connection.prepareStatement(query)) {
        for (int i = 1; files.containsKey("value-" + i); i++) {
          statement.setString(i, text(files, "value-" + i));
        }
        ResultSet rows = statement.executeQuery();
        rows.next();
        String answer = rows.getString(1);
        connection.commit();
        return answer;
      }
    }
  }

  private static String text(Map<String, String> files, String name) {
    return new String(Base64.getDecoder().decode(files.get(name)), UTF_8);
  }

  private static PodStatus status(Pod pod, int exitCode, String message) {
    return new PodStatusBuilder()
        .withPhase(exitCode == 0 ? "Succeeded" : "Failed")
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName(pod.getSpec().getContainers().get(0).getName())
                .withImage(pod.getSpec().getContainers().get(0).getImage())
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage(message)
                .endTerminated()
                .endState()
                .build())
        .build();
  }
}
