package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.github.plausible4j.k8s.apiserver.TestCluster;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import io.github.plausible4j.k8s.stack.PostgresSpec;
import io.github.plausible4j.k8s.stack.SecretSource;
import io.github.plausible4j.k8s.stack.StorageSpec;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong in a cluster ends an apply, with what the cluster said and what helps: one case
 * for each place where a cluster says it. All causes are in the table of causes.
 */
class DiagnosisTest {
  private static final String POSTGRES = "plausible-postgres";

  /** An apply ends with the cause; what it waits for is never the deadline. */
  private static Diagnosis diagnosed(TestCluster cluster) {
    return diagnosed(cluster, ProvisioningContract.stack(cluster).build());
  }

  private static Diagnosis diagnosed(TestCluster cluster, PlausibleStack stack) {
    StackProvisioner provisioner =
        StackProvisioner.builder(cluster.client())
            .deadline(Duration.ofMinutes(20))
            .patience(Duration.ZERO)
            .preflight(false)
            .build();
    ProvisioningException failure =
        catchThrowableOfType(ProvisioningException.class, () -> provisioner.apply(stack));
    assertThat(failure).isNotNull();
    assertThat(provisioner.status(stack).diagnoses())
        .extracting(Diagnosis::cause)
        .contains(failure.diagnoses().get(0).cause());
    return failure.diagnoses().get(0);
  }

  static Stream<Arguments> podStates() {
    return Stream.of(
        Arguments.of(
            PodStates.imageNotFound(),
            "the registry does not have this image or tag",
            "code = NotFound"),
        Arguments.of(
            PodStates.waiting(
                "CreateContainerConfigError",
                "couldn't find key password in Secret plausible/plausible-postgres"),
            "a Secret, a ConfigMap or a key in one is missing",
            "couldn't find key password"),
        Arguments.of(
            PodStates.crashed(137, "OOMKilled", 2),
            "the container used more memory than its limit",
            "exit code 137, OOMKilled, restarts 2"),
        Arguments.of(
            PodStates.unschedulable("0/1 nodes are available: 1 Insufficient memory."),
            "no node has the memory that the pod requests",
            "Insufficient memory"));
  }

  @ParameterizedTest
  @MethodSource("podStates")
  void aPodThatDoesNotRunSaysWhy(Function<Pod, PodStatus> state, String cause, String evidence) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().behave(POSTGRES, state);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).contains(cause);
      assertThat(String.join("\n", diagnosis.evidence())).contains(evidence);
      assertThat(diagnosis.object().kind()).isEqualTo("Pod");
      assertThat(diagnosis.remedy()).hasSizeGreaterThan(30);
    }
  }

  @Test
  void theLogOfACrashSaysWhy() {
    try (TestCluster cluster = TestCluster.fake()) {
      String line = "FATAL:  database files are incompatible with server";
      cluster.server().orElseThrow().logs().set(POSTGRES + "-0", "postgres", "starting\n" + line);
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(1, "Error", 1));

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause())
          .isEqualTo("the data was written by another major version of PostgreSQL");
      assertThat(diagnosis.evidence()).contains("log: " + line);
    }
  }

  @Test
  void aPodThatANodeCannotSetUpSaysWhy() {
    try (TestCluster cluster = TestCluster.fake()) {
      String message =
          "MountVolume.SetUp failed for volume \"plausible-postgres-data\" : mount failed: exit status"
              + " 32\nMounting command: mount\nOutput: mount.nfs: access denied by server while"
              + " mounting nas.local:/exports/plausible";
      cluster
          .kubelet()
          .eventAtPod(POSTGRES, PodStates.waiting("ContainerCreating", ""), "FailedMount", message);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo("the NFS server rejects the node");
      assertThat(diagnosis.evidence()).containsExactly("FailedMount: " + message);
      assertThat(diagnosis.remedy()).contains("exportfs");
    }
  }

  /** The scheduler of a present-day cluster counts taints and does not name them. */
  @Test
  void theTaintOfANodeIsReadFromTheNode() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .client()
          .nodes()
          .resource(
              new NodeBuilder()
                  .withNewMetadata()
                  .withName("pi")
                  .endMetadata()
                  .withNewSpec()
                  .addNewTaint()
                  .withKey("node.kubernetes.io/unreachable")
                  .withEffect("NoSchedule")
                  .endTaint()
                  .endSpec()
                  .build())
          .create();
      cluster
          .kubelet()
          .behave(
              POSTGRES,
              PodStates.unschedulable(
                  "0/1 nodes are available: 1 node(s) had untolerated taint(s)."));

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo("no suitable node is ready");
      assertThat(diagnosis.evidence())
          .contains("node pi has the taint node.kubernetes.io/unreachable:NoSchedule");
    }
  }

  @Test
  void aClaimWithoutADefaultClassSaysSoThoughItsEventIsNormal() {
    try (TestCluster cluster = TestCluster.fake()) {
      String message = "no persistent volumes available for this claim and no storage class is set";
      cluster.kubelet().eventAtClaims("Normal", "FailedBinding", message);

      Diagnosis diagnosis = diagnosed(cluster, stackWithClaimsOfClassNone(cluster));

      assertThat(diagnosis.cause())
          .isEqualTo("there is no default StorageClass and the claim names none");
      assertThat(diagnosis.evidence()).containsExactly("FailedBinding: " + message);
      assertThat(diagnosis.object().kind()).isEqualTo("PersistentVolumeClaim");
    }
  }

  @Test
  void aClaimWhoseVolumeIsGoneSaysSo() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().loseClaims();

      Diagnosis diagnosis = diagnosed(cluster, stackWithClaimsOfClassNone(cluster));

      assertThat(diagnosis.cause()).isEqualTo("the volume that the claim was bound to is gone");
      assertThat(diagnosis.evidence()).containsExactly("phase Lost, volume pv-of-a-dead-disk");
      assertThat(diagnosis.object().kind()).isEqualTo("PersistentVolumeClaim");
      assertThat(diagnosis.remedy()).contains("restore a backup");
    }
  }

  private static PlausibleStack stackWithClaimsOfClassNone(TestCluster cluster) {
    return ProvisioningContract.stack(cluster).storage(StorageSpec.dynamic("none", "1Gi")).build();
  }

  private static final String QUOTA =
      "pods \"x\" is forbidden: exceeded quota: small, requested: memory=1Gi";

  @Test
  void aControllerThatMayNotCreatePodsSaysWhy() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().eventAtOwner(POSTGRES, "FailedCreate", QUOTA);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo("a ResourceQuota of the namespace is used up");
      assertThat(diagnosis.evidence()).containsExactly("FailedCreate: " + QUOTA);
    }
  }

  @Test
  void aDeploymentThatMayNotCreatePodsSaysWhyInItsCondition() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .kubelet()
          .conditionOfDeployment("plausible", "ReplicaFailure", "True", "FailedCreate", QUOTA);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo("a ResourceQuota of the namespace is used up");
      assertThat(diagnosis.evidence()).containsExactly("FailedCreate: " + QUOTA);
      assertThat(diagnosis.object().kind()).isEqualTo("Deployment");
    }
  }

  @Test
  void aDeploymentWithoutProgressSaysSo() {
    try (TestCluster cluster = TestCluster.fake()) {
      String message = "ReplicaSet \"plausible-1\" has timed out progressing.";
      cluster
          .kubelet()
          .conditionOfDeployment(
              "plausible", "Progressing", "False", "ProgressDeadlineExceeded", message);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).contains("no progress within its deadline");
      assertThat(diagnosis.evidence()).containsExactly("ProgressDeadlineExceeded: " + message);
      assertThat(diagnosis.object().toString()).startsWith("Deployment ").endsWith("/plausible");
    }
  }

  @Test
  void aCrashWithoutAKnownSymptomShowsOnlyTheEndOfTheLog() {
    try (TestCluster cluster = TestCluster.fake()) {
      String log =
          IntStream.rangeClosed(1, 60).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
      cluster.server().orElseThrow().logs().set(POSTGRES + "-0", "postgres", log);
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(1, "Error", 4));

      assertThat(diagnosed(cluster).evidence())
          .hasSize(41)
          .contains("log: line 21", "log: line 60")
          .doesNotContain("log: line 20");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Code: 99999999999999. DB::Exception: odd",
        "Code: 2147483648, e.displayText() = DB::Exception: odd",
        "Code: 0000000000000000000132. DB::Exception: odd"
      })
  void aNumberThatIsNotAnExceptionOfClickHouseDoesNotEndTheDiagnosis(String log) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.server().orElseThrow().logs().set(POSTGRES + "-0", "postgres", log);
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(132, "Error", 4));

      assertThat(diagnosed(cluster).evidence()).contains("log: " + log);
    }
  }

  @Test
  void aMigrationThatFailsEndsTheApplyWithItsLog() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().behave("plausible-migrate", PodStates.failed(1));

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.toString()).contains("exit code 1");
      assertThat(diagnosis.object().name()).startsWith("plausible-migrate");
    }
  }

  @Test
  void secretValuesInLogsAreMasked() {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .server()
          .orElseThrow()
          .logs()
          .set(POSTGRES + "-0", "postgres", "cannot reach postgres://app:hunter2@db:5432/x");
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(1, "Error", 5));

      assertThat(diagnosed(cluster).toString())
          .contains("postgres://app:****@db:5432/x")
          .doesNotContain("hunter2");
    }
  }

  /** A Secret that is only referred to has no label of the stack. */
  @Test
  void valuesOfASecretOfSomebodyElseAreMaskedToo() {
    try (TestCluster cluster = TestCluster.fake()) {
      ProvisioningContract.secret(cluster, "db-login", "password", "hunter2hunter2");
      PlausibleStack stack =
          ProvisioningContract.stack(cluster)
              .postgres(
                  PostgresSpec.managed()
                      .withSuperuserPassword(SecretSource.existing("db-login", "password")))
              .build();
      cluster
          .server()
          .orElseThrow()
          .logs()
          .set(POSTGRES + "-0", "postgres", "what is hunter2hunter2 doing here?");
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(1, "Error", 5));

      assertThat(diagnosed(cluster, stack).toString())
          .contains("what is **** doing here?")
          .doesNotContain("hunter2");
      assertThat(StackProvisioner.of(cluster.client()).status(stack).toString())
          .contains("what is **** doing here?")
          .doesNotContain("hunter2");
    }
  }
}
