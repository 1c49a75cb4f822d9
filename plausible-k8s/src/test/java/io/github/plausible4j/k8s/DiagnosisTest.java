package io.github.plausible4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

/** Each thing that goes wrong in a cluster is named, with what the cluster said and what helps. */
class DiagnosisTest {
  private static final String POSTGRES = "plausible-postgres";

  /** An apply ends with the cause; what it waits for is never the deadline. */
  private static Diagnosis diagnosed(TestCluster cluster) {
    return diagnosed(cluster, ProvisioningContract.stack(cluster).build());
  }

  private static Diagnosis diagnosed(TestCluster cluster, PlausibleStack stack) {
    StackProvisioner provisioner =
        StackProvisioner.builder(cluster.client())
            .deadline(Duration.ofMinutes(3))
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
            PodStates.waiting(
                "ErrImagePull",
                "failed to pull image: no match for platform in manifest: not found"),
            "the image does not exist for this node's architecture",
            "ErrImagePull: failed to pull image: no match for platform"),
        Arguments.of(
            PodStates.waiting(
                "ImagePullBackOff",
                "Back-off pulling image: failed to authorize: unauthorized: authentication"
                    + " required"),
            "the registry asks for credentials that the cluster does not have",
            "unauthorized"),
        Arguments.of(
            PodStates.imageNotFound(),
            "the registry does not have this image or tag",
            "code = NotFound"),
        Arguments.of(
            PodStates.waiting("ErrImagePull", "dial tcp: lookup ghcr.io: no such host"),
            "the node cannot reach the registry",
            "no such host"),
        Arguments.of(
            PodStates.waiting("InvalidImageName", "Failed to apply default image tag"),
            "the image's name is not valid",
            "InvalidImageName"),
        Arguments.of(
            PodStates.waiting("ErrImagePull", "a registry's message that nobody foresaw"),
            "the image cannot be pulled",
            "nobody foresaw"),
        Arguments.of(
            PodStates.waiting(
                "CreateContainerConfigError",
                "couldn't find key password in Secret plausible/plausible-postgres"),
            "a Secret, a ConfigMap or a key in one is missing",
            "couldn't find key password"),
        Arguments.of(
            PodStates.waiting("CreateContainerConfigError", "secret \"plausible-mail\" not found"),
            "a Secret, a ConfigMap or a key in one is missing",
            "plausible-mail"),
        Arguments.of(
            PodStates.waiting(
                "CreateContainerConfigError",
                "failed to sync configmap cache: timed out waiting for the condition"),
            "the node has not received the Secrets and ConfigMaps of the pod yet",
            "timed out waiting"),
        Arguments.of(
            PodStates.waiting("CreateContainerError", "context deadline exceeded"),
            "the node is slow to start the container",
            "CreateContainerError: context deadline exceeded"),
        Arguments.of(
            PodStates.waiting(
                "RunContainerError",
                "exec: \"pg_isready\": executable file not found in $PATH: unknown"),
            "the image lacks the program that the container starts",
            "pg_isready"),
        Arguments.of(
            PodStates.waiting("RunContainerError", "a runtime's message that nobody foresaw"),
            "the node cannot start the container",
            "nobody foresaw"),
        Arguments.of(
            PodStates.crashed(132, "Error", 1),
            "the processor lacks instructions that the program needs",
            "exit code 132"),
        Arguments.of(
            PodStates.crashed(137, "OOMKilled", 2),
            "the container used more memory than its limit",
            "exit code 137, OOMKilled, restarts 2"),
        Arguments.of(
            PodStates.crashed(1, "Error", 3),
            "the container ends again and again",
            "exit code 1, Error, restarts 3"),
        Arguments.of(
            PodStates.unschedulable(
                "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."),
            "no node is of the kind that the pod may run on",
            "didn't match Pod's node affinity/selector"),
        Arguments.of(
            PodStates.unschedulable("0/1 nodes are available: 1 Insufficient memory."),
            "no node has the memory that the pod asks for",
            "Insufficient memory"),
        Arguments.of(
            PodStates.unschedulable(
                "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
            "a volume of the pod has no storage yet",
            "unbound immediate PersistentVolumeClaims"),
        Arguments.of(
            PodStates.unschedulable("0/1 nodes are available: 1 Insufficient cpu."),
            "no node has the processor time that the pod asks for",
            "Insufficient cpu"),
        Arguments.of(
            PodStates.unschedulable(
                "0/1 nodes are available: 1 node(s) had untolerated taint"
                    + " {node.kubernetes.io/not-ready: }."),
            "every node that fits is not ready",
            "untolerated taint"),
        Arguments.of(
            PodStates.unschedulable("no nodes available to schedule pods"),
            "the cluster has no node for it",
            "no nodes available"));
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

  static Stream<Arguments> logs() {
    return Stream.of(
        Arguments.of(
            "/entrypoint.sh: line 9: 17 Illegal instruction (core dumped)",
            "the processor lacks instructions"),
        Arguments.of(
            "exec /usr/local/bin/docker-entrypoint.sh: exec format error",
            "the image is for another architecture"),
        Arguments.of(
            "chown: /var/lib/postgresql/data: Operation not permitted",
            "the container may not own the files of its volume"),
        Arguments.of(
            "FATAL:  data directory \"/var/lib/postgresql/data\" has wrong ownership",
            "the container may not own the files of its volume"),
        Arguments.of(
            "FATAL:  database files are incompatible with server",
            "the data were written by another major version of PostgreSQL"),
        Arguments.of(
            "Code: 516. DB::Exception: plausible: Authentication failed",
            "the password in the Secret is not the one that the database has"),
        Arguments.of(
            "FATAL 28P01 password authentication failed for user \"plausible\"",
            "the password in the Secret is not the one that the database has"),
        Arguments.of(
            "cookie store expects conn.secret_key_base to be at least 64 bytes",
            "SECRET_KEY_BASE is too short"),
        Arguments.of(
            "TOTP_VAULT_KEY must be Base64 encoded 32 bytes",
            "TOTP_VAULT_KEY is not 32 bytes in base64"),
        Arguments.of(
            "** (Postgrex.Error) ERROR 42501 permission denied for schema public",
            "the database user may not do this"),
        Arguments.of(
            "Code: 497. DB::Exception: plausible: Not enough privileges. To execute this query",
            "the database user may not do this"),
        Arguments.of(
            "PANIC:  could not write to file \"pg_wal/xlogtemp.29\": No space left on device",
            "the volume is full"));
  }

  @ParameterizedTest
  @MethodSource("logs")
  void theLogOfACrashSaysWhy(String line, String cause) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.server().orElseThrow().logs().set(POSTGRES + "-0", "postgres", "starting\n" + line);
      cluster.kubelet().behave(POSTGRES, PodStates.crashed(1, "Error", 1));

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).contains(cause);
      assertThat(diagnosis.evidence()).contains("log: " + line);
    }
  }

  private static final String NFS_MOUNT =
      "MountVolume.SetUp failed for volume \"plausible-postgres-data\" : mount failed: exit status"
          + " 32\nMounting command: mount\nMounting arguments: -t nfs -o hard,nfsvers=4.1"
          + " nas.local:/exports/plausible/postgres /var/lib/kubelet/pods/x/volumes\nOutput: ";

  static Stream<Arguments> mounts() {
    return Stream.of(
        Arguments.of(
            "FailedMount",
            NFS_MOUNT
                + "mount: bad option; for several filesystems (e.g. nfs, cifs) you might need a"
                + " /sbin/mount.<type> helper program.",
            "the node has no NFS client",
            "nfs-common"),
        Arguments.of(
            "FailedMount",
            NFS_MOUNT
                + "mount.nfs: access denied by server while mounting nas.local:/exports/plausible",
            "the NFS server refuses the node",
            "exportfs"),
        Arguments.of(
            "FailedMount",
            NFS_MOUNT
                + "mount.nfs: mounting nas.local:/exports/plausible/postgres failed, reason given"
                + " by server: No such file or directory",
            "the directory does not exist on the NFS server",
            "make the directories postgres, clickhouse and plausible"),
        Arguments.of(
            "FailedMount",
            NFS_MOUNT + "mount.nfs: Protocol not supported",
            "the NFS server does not speak the version",
            "NFS 4.1"),
        Arguments.of(
            "FailedMount",
            NFS_MOUNT + "mount.nfs: Connection timed out",
            "the node does not reach the NFS server",
            "2049"),
        Arguments.of(
            "FailedMount",
            "MountVolume.SetUp failed for volume \"postgres\" : secret \"plausible-postgres\" not"
                + " found",
            "a Secret or ConfigMap that the pod mounts is not there",
            "apply the stack again"),
        Arguments.of(
            "FailedMount",
            "MountVolume.NewMounter initialization failed for volume \"disk\" : path \"/mnt/disk\""
                + " does not exist",
            "the directory of the volume does not exist on the node",
            "make it"),
        Arguments.of(
            "FailedAttachVolume",
            "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one"
                + " node and can't be attached to another",
            "the volume is still attached to another node",
            "wait until the old pod is gone"),
        Arguments.of(
            "FailedMount",
            "Unable to attach or mount volumes: timed out waiting for the condition",
            "a volume of the pod cannot be mounted",
            "the node's message"),
        Arguments.of(
            "FailedCreatePodSandBox",
            "failed to setup network for sandbox: plugin type=\"flannel\" failed",
            "the node cannot set up the pod's network or sandbox",
            "network add-on"));
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void aPodThatANodeCannotSetUpSaysWhy(String reason, String message, String cause, String remedy) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .kubelet()
          .eventAtPod(POSTGRES, PodStates.waiting("ContainerCreating", ""), reason, message);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).startsWith(cause);
      assertThat(diagnosis.evidence()).containsExactly(reason + ": " + message);
      assertThat(diagnosis.remedy()).contains(remedy);
    }
  }

  @Test
  void aClaimWhoseProvisionerDoesNotActSaysSo() {
    eventAtClaim(
        "Normal",
        "ExternalProvisioning",
        "Waiting for a volume to be created either by the external provisioner"
            + " 'rancher.io/local-path' or manually by the system administrator.",
        "the storage provisioner has not made the volume yet");
  }

  @Test
  void aClaimWithoutADefaultClassSaysSoThoughItsEventIsNormal() {
    eventAtClaim(
        "Normal",
        "FailedBinding",
        "no persistent volumes available for this claim and no storage class is set",
        "there is no default StorageClass and the claim names none");
  }

  @Test
  void aClaimOfAClassThatDoesNotExistSaysSo() {
    eventAtClaim(
        "Warning",
        "ProvisioningFailed",
        "storageclass.storage.k8s.io \"fast\" not found",
        "the StorageClass does not exist");
  }

  @Test
  void aClaimWhoseVolumeRemembersADeletedOneSaysSo() {
    eventAtClaim(
        "Warning",
        "FailedBinding",
        "volume \"analytics-plausible-postgres-data\" already bound to a different claim.",
        "the volume still belongs to a claim that was deleted");
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

  private static void eventAtClaim(String type, String reason, String message, String cause) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().eventAtClaims(type, reason, message);
      Diagnosis diagnosis = diagnosed(cluster, stackWithClaimsOfClassNone(cluster));
      assertThat(diagnosis.cause()).isEqualTo(cause);
      assertThat(diagnosis.evidence()).containsExactly(reason + ": " + message);
      assertThat(diagnosis.object().kind()).isEqualTo("PersistentVolumeClaim");
    }
  }

  static Stream<Arguments> refusedPods() {
    return Stream.of(
        Arguments.of(
            "pods \"x\" is forbidden: exceeded quota: small, requested: memory=1Gi",
            "a ResourceQuota of the namespace is used up"),
        Arguments.of(
            "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot"
                + " != true",
            "the namespace's Pod Security level forbids the pod"),
        Arguments.of(
            "pods \"x\" is forbidden: error looking up service account p/x: serviceaccount \"x\""
                + " not found",
            "the pod's service account does not exist"),
        Arguments.of(
            "admission webhook \"policy.example.org\" denied the request: no images of ghcr.io",
            "a policy of the cluster refuses the pod"),
        Arguments.of("pods \"x\" is forbidden: nobody knows why", "its pods cannot be created"));
  }

  @ParameterizedTest
  @MethodSource("refusedPods")
  void aControllerThatMayNotCreatePodsSaysWhy(String message, String cause) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster.kubelet().eventAtOwner(POSTGRES, "FailedCreate", message);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo(cause);
      assertThat(diagnosis.evidence()).containsExactly("FailedCreate: " + message);
    }
  }

  @ParameterizedTest
  @MethodSource("refusedPods")
  void aDeploymentThatMayNotCreatePodsSaysWhyInItsCondition(String message, String cause) {
    try (TestCluster cluster = TestCluster.fake()) {
      cluster
          .kubelet()
          .conditionOfDeployment("plausible", "ReplicaFailure", "True", "FailedCreate", message);

      Diagnosis diagnosis = diagnosed(cluster);

      assertThat(diagnosis.cause()).isEqualTo(cause);
      assertThat(diagnosis.evidence()).containsExactly("FailedCreate: " + message);
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
  void aCrashWithoutAKnownSymptomShowsTheEndOfTheLogAlone() {
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
