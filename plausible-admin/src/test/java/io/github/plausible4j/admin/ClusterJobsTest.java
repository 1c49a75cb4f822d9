package io.github.plausible4j.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.github.plausible4j.admin.internal.crypto.PasswordHash;
import io.github.plausible4j.admin.model.BulkVerification;
import io.github.plausible4j.admin.model.ChangeOutcome;
import io.github.plausible4j.admin.model.ChangeResult;
import io.github.plausible4j.admin.model.ClusterAccessException;
import io.github.plausible4j.admin.model.NewUser;
import io.github.plausible4j.admin.model.RefusedException;
import io.github.plausible4j.admin.model.SchemaGeneration;
import io.github.plausible4j.admin.model.Verification;
import io.github.plausible4j.admin.postgres.PostgresMajor;
import io.github.plausible4j.admin.postgres.SampleData;
import io.github.plausible4j.admin.postgres.TestDatabase;
import io.github.plausible4j.k8s.StackProvisioner;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.internal.apply.DatabaseJob;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations as Jobs: on the fake API server, whose pods run their statements on PostgreSQL. */
class ClusterJobsTest {
  private final TestCluster cluster = TestCluster.fake();
  private final PlausibleStack stack =
      PlausibleStack.homelab("https://stats.example.org")
          .namespace(cluster.namespace())
          .storage(StorageSpec.dynamic(cluster.storageClass(), "1Gi"))
          .build();
  private final ClusterJobs jobs = ClusterJobs.of(cluster.client(), stack);

  @AfterEach
  void close() {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(value = SchemaGeneration.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void everyOperationHasItsEffectOnEveryGeneration(SchemaGeneration generation) {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, generation)) {
      PlayedJobs played = applied(database);
      PlausibleAdmin admin = PlausibleAdmin.connect(database.dataSource());
      database.run("UPDATE users SET email_verified = false");

      assertThat(jobs.verifyEmail("ME@example.org")).isEqualTo(Verification.VERIFIED);
      assertThat(jobs.verifyEmail(" me@example.org\n")).isEqualTo(Verification.ALREADY_VERIFIED);
      assertThat(jobs.verifyEmail("nobody@example.org")).isEqualTo(Verification.NO_SUCH_USER);
      long left = Long.parseLong(database.value("SELECT count(*) FROM users")) - 1;
      assertThat(jobs.verifyAllEmails()).isEqualTo(new BulkVerification(left));
      assertThat(jobs.verifyAllEmails().outcome()).isEqualTo(ChangeOutcome.UNCHANGED);
      assertThat(
              jobs.createUser(NewUser.of("new@example.org", OperationRows.goodPassword()))
                  .changes())
          .contains("user created")
          .hasSize(generation == SchemaGeneration.RELEASE_3 ? 2 : 1);
      assertThat(
              jobs.createUser(NewUser.of("new@example.org", OperationRows.goodPassword()))
                  .outcome())
          .isEqualTo(ChangeOutcome.UNCHANGED);
      // What this library itself would make is no more than what the Job has made.
      assertThat(
              admin
                  .users()
                  .create(NewUser.of("new@example.org", OperationRows.goodPassword()))
                  .outcome())
          .isEqualTo(ChangeOutcome.UNCHANGED);
      char[] password = OperationRows.goodPassword();
      assertThat(jobs.resetPassword("me@example.org", password).changes()).contains("password set");
      assertThat(password).containsOnly('\0');
      assertThat(
              PasswordHash.matches(
                  OperationRows.goodPassword(),
                  database.value("SELECT password_hash FROM users WHERE email = 'me@example.org'")))
          .isTrue();
      assertThat(jobs.resetPassword("nobody@example.org", OperationRows.goodPassword()).outcome())
          .isEqualTo(ChangeOutcome.NOT_FOUND);
      assertThat(played.count()).isEqualTo(9);
      assertNothingIsLeft();
    }
  }

  @Test
  void aResetEndsSessionsAndTheTrustInDevices() {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3)) {
      applied(database);
      database.run("UPDATE users SET totp_enabled = true, totp_token = 'old' WHERE id = 1");
      database.run(
          "INSERT INTO user_sessions (user_id, token, device, last_used_at, timeout_at,"
              + " inserted_at) VALUES (1, '\\xff01', 'Firefox', now(), now(), now())");

      ChangeResult result = jobs.resetPassword("me@example.org", OperationRows.goodPassword());

      assertThat(result.changes())
          .contains("password set", "trusted devices ended")
          .anySatisfy(change -> assertThat(change).endsWith("sessions ended"));
      assertThat(database.holds("NOT EXISTS (SELECT 1 FROM user_sessions WHERE user_id = 1)"))
          .isTrue();
      assertThat(database.holds("(SELECT totp_token <> 'old' FROM users WHERE id = 1)")).isTrue();
    }
  }

  @Test
  void aSchemaThatIsNewerThanThisLibraryIsNotWritten() {
    TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3);
    applied(database);
    database.run("INSERT INTO schema_migrations VALUES (20990101000000, now())");
    String before = database.content();

    assertThatThrownBy(() -> jobs.verifyAllEmails())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("newer than 20260210140447");
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void aPodThatCannotPullItsImageSaysSoAndLeavesNothing() {
    apply();
    cluster
        .kubelet()
        .behave(
            stack.name() + "-task",
            pod ->
                new PodStatusBuilder()
                    .withPhase("Pending")
                    .withContainerStatuses(
                        new ContainerStatusBuilder()
                            .withName("task")
                            .withImage("ghcr.io/nowhere")
                            .withImageID("")
                            .withReady(false)
                            .withRestartCount(0)
                            .withNewState()
                            .withNewWaiting(
                                "Back-off pulling image: unauthorized", "ImagePullBackOff")
                            .endState()
                            .build())
                    .build());

    assertThatThrownBy(() -> jobs.verifyEmail("me@example.org"))
        .isInstanceOf(ClusterAccessException.class)
        .hasMessageContaining("ImagePullBackOff")
        .hasMessageContaining("unauthorized");
    assertNothingIsLeft();
  }

  @Test
  void aPodThatNeverStartsIsGivenUpAtTheDeadlineAndLeavesNothing() {
    apply();
    cluster
        .kubelet()
        .behave(stack.name() + "-task", pod -> new PodStatusBuilder().withPhase("Pending").build());

    assertThatThrownBy(() -> jobs.withDeadline(Duration.ofSeconds(1)).verifyEmail("me@example.org"))
        .isInstanceOf(ClusterAccessException.class)
        .hasMessageContaining("The Job failed");
    assertNothingIsLeft();
  }

  @Test
  void aStatementThatFailsEndsTheJobWithItsCauseAndLeavesNothing() {
    try (TestDatabase database = SampleData.in(PostgresMajor.V18, SchemaGeneration.RELEASE_3)) {
      applied(database);

      assertThatThrownBy(
              () ->
                  DatabaseJob.of(cluster.client(), stack)
                      .run("SELECT 1", "SELECT no_such_function()", List.of()))
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining("task");
      assertNothingIsLeft();
    }
  }

  @Test
  void aWeakPasswordIsRefusedBeforeThereIsAJob() {
    apply();
    char[] weak = "passwordpassword".toCharArray();

    assertThatThrownBy(() -> jobs.resetPassword("me@example.org", weak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("easy to guess");
    assertThat(weak).containsOnly('\0');
    assertThat(cluster.server().orElseThrow().requests())
        .noneMatch(request -> request.writes() && request.path().endsWith("/jobs"));
  }

  private PlayedJobs applied(TestDatabase database) {
    apply();
    PlayedJobs played = new PlayedJobs(cluster, database);
    cluster.kubelet().behave(stack.name() + "-task", played::play);
    return played;
  }

  private void apply() {
    StackProvisioner.builder(cluster.client()).preflight(false).build().apply(stack);
    cluster.server().orElseThrow().forgetRequests();
  }

  private void assertNothingIsLeft() {
    String task = stack.name() + "-task";
    assertThat(
            cluster.client().batch().v1().jobs().inNamespace(stack.namespace()).list().getItems())
        .noneMatch(job -> job.getMetadata().getName().startsWith(task));
    assertThat(cluster.client().secrets().inNamespace(stack.namespace()).list().getItems())
        .noneMatch(secret -> secret.getMetadata().getName().startsWith(task));
    assertThat(String.join("\n", cluster.server().orElseThrow().writtenOutsideSecrets()))
        .doesNotContain("$2b$", "example.org\"]", "me@example.org");
  }
}
