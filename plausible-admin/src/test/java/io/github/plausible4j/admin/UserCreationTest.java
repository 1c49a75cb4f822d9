package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.render.StackManifests;
import io.github.plausible4j.k8s.stack.AdminUser;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over a connection, by a Job and by the Job of the first user, a user is the same rows. */
class UserCreationTest {
  private static final String EMAIL = "new@example.org";
  private static final String NAME = "New User";
  private static final Pattern FUNCTION =
      Pattern.compile("~S\"\"\"\n(.*?)\n\"\"\"", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("\"(SELECT [^\"]+)\"");

  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void aUserIsTheSameRowsWhateverCreatesIt(SchemaGeneration generation) throws SQLException {
    try (TestCluster cluster = TestCluster.fake();
        TestDatabase byConnection = TestDatabase.of(PostgresMajor.V18, generation);
        TestDatabase byJob = TestDatabase.of(PostgresMajor.V18, generation);
        TestDatabase byStack = TestDatabase.of(PostgresMajor.V18, generation)) {
      PlausibleStack stack = stack(cluster);
      PlausibleAdmin.connect(byConnection.dataSource()).users().create(user());
      jobs(cluster, stack, byJob).createUser(user());
      runFirstUserJob(stack, byStack);

      assertThat(rows(byConnection, generation)).contains(EMAIL, NAME);
      assertThat(rows(byJob, generation)).isEqualTo(rows(byConnection, generation));
      assertThat(rows(byStack, generation)).isEqualTo(rows(byConnection, generation));
    }
  }

  private static NewUser user() {
    return NewUser.builder(EMAIL, OperationRows.goodPassword()).name(NAME).build();
  }

  private static PlausibleStack stack(TestCluster cluster) {
    return PlausibleStack.homelab("https://stats.example.org")
        .namespace(cluster.namespace())
        .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
        .admin(AdminUser.of(EMAIL).withName(NAME))
        .build();
  }

  private static ClusterJobs jobs(
      TestCluster cluster, PlausibleStack stack, TestDatabase database) {
    StackProvisioner.builder(cluster.client()).preflight(false).build().apply(stack);
    PlayedJobs played = new PlayedJobs(cluster, database);
    cluster.kubelet().behave(stack.name() + "-task", played::play);
    return ClusterJobs.of(cluster.client(), stack);
  }

  /** The statements of the rendered Job, as its program runs them. */
  private static void runFirstUserJob(PlausibleStack stack, TestDatabase database)
      throws SQLException {
    String program =
        StackManifests.of(stack).objects().stream()
            .filter(Job.class::isInstance)
            .map(Job.class::cast)
            .flatMap(job -> job.getSpec().getTemplate().getSpec().getContainers().stream())
            .filter(container -> container.getName().equals("create-admin"))
            .map(container -> container.getCommand().get(2))
            .findFirst()
            .orElseThrow();
    List<List<String>> values =
        List.of(List.of(EMAIL, NAME, "hash of the password", "true"), List.of(EMAIL));
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (MatchResult function : FUNCTION.matcher(program).results().toList()) {
        connection.createStatement().execute(function.group(1));
      }
      List<MatchResult> calls = CALL.matcher(program).results().toList();
      assertThat(calls).hasSameSizeAs(values);
      for (int i = 0; i < values.size(); i++) {
        run(connection, calls.get(i).group(1).replaceAll("\\$\\d", "?"), values.get(i));
      }
      connection.commit();
    }
  }

  private static void run(Connection connection, String call, List<String> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(call)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      statement.execute();
    }
  }

  /** All that a user is made of, without what differs by time and chance. */
  private static String rows(TestDatabase database, SchemaGeneration generation) {
    List<String> tables =
        generation == SchemaGeneration.RELEASE_3
            ? List.of("users", "teams", "team_memberships")
            : List.of("users");
    StringBuilder rows = new StringBuilder();
    for (String table : tables) {
      rows.append(table)
          .append(
              database.column(
                  "SELECT (to_jsonb(r) - '{id,user_id,team_id,password_hash,identifier,inserted_at,"
                      + "updated_at,last_seen}'::text[])::text FROM "
                      + table
                      + " r"));
    }
    return rows.toString();
  }
}
