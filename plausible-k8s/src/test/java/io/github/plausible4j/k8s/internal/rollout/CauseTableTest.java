package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.LASTING;
import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.PASSING;
import static io.github.plausible4j.k8s.internal.rollout.Finding.Weight.TERMINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.k8s.internal.rollout.Finding.Weight;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of states: each with its cause, a part of its remedy, and the time until an apply ends
 * with it. A state that stays is reported within 15 seconds, one that may pass when the patience is
 * over.
 */
class CauseTableTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LATE = TestView.PATIENCE.plusSeconds(5);

  /** What every start of these programs prints, and what is no cause of anything. */
  private static final String NOISE =
      """
      chmod: /var/run/postgresql: Operation not permitted
      get_mempolicy: Operation not permitted

      """;

  record Row(String name, TestView state, Weight weight, String cause, String remedy) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource({"logs", "containers", "images", "nodes", "controllers"})
  void aStateHasItsCauseAndRemedyInTime(Row row) {
    TestView state = row.state();
    assertThat(state.look().message()).as("while waiting").contains(row.cause());

    Duration time = state.timeToCause();

    Finding finding = state.look().finding().orElseThrow();
    assertThat(finding.cause()).contains(row.cause());
    assertThat(finding.diagnosis().remedy()).contains(row.remedy());
    assertThat(finding.weight()).isEqualTo(row.weight());
    assertThat(state.shown().finding()).isPresent();
    switch (row.weight()) {
      case TERMINAL -> assertThat(time).isLessThanOrEqualTo(SOON);
      case LASTING -> assertThat(time).isBetween(TestView.PATIENCE, LATE);
      case PASSING -> assertThat(time).isEqualTo(Duration.ofHours(1));
    }
  }

  private static Row log(Weight weight, String cause, String remedy, String log) {
    TestView state = new TestView().crashed(1, "Error", "", 1).log(NOISE + log);
    return new Row(log, state, weight, cause, remedy);
  }

  static Stream<Row> logs() {
    return Stream.of(
        log(
            TERMINAL,
            "another major version of PostgreSQL",
            "restore into an empty volume",
            "PostgreSQL Database directory appears to contain a database; Skipping"
                + " initialization\n\n"
                + "FATAL:  database files are incompatible with server\n"
                + "DETAIL:  The data directory was initialized by PostgreSQL version 14"),
        log(
            LASTING,
            "the volume is full",
            "enlarge the claim",
            "Code: 243. DB::Exception: Cannot reserve 1.00 MiB: No space left on device"),
        log(
            TERMINAL,
            "the password in the Secret",
            "put the old password back",
            "Code: 516. DB::Exception: default: Authentication failed: password is incorrect"),
        log(
            TERMINAL,
            "the password in the Secret",
            "its superuser may have another name",
            "psql: error: FATAL:  password authentication failed for user \"postgres\""),
        log(
            TERMINAL,
            "Plausible refuses a setting",
            "that the message names",
            "** (ArgumentError) Invalid boolean value: \"enabled\". Expected one of: 1, 0, t, f"),
        log(
            TERMINAL,
            "Plausible refuses a setting",
            "in the stack",
            "** (RuntimeError) Config variable HTTP_PORT must be an integer. Got abc"),
        log(
            TERMINAL,
            "ClickHouse cannot read its configuration",
            "withServerFiles",
            "Exception: Failed to merge config with '/etc/clickhouse-server/config.d/own.xml'"),
        log(
            LASTING,
            "may not start enough threads",
            "podPidsLimit",
            "runtime: failed to create new OS thread (have 2 already; errno=11)"),
        log(
            TERMINAL,
            "does not take the credentials of the tunnel",
            "dashboard",
            "ERR Register tunnel error error=\"Unauthorized: Invalid tunnel secret\""),
        log(
            LASTING,
            "cloudflared does not reach Cloudflare",
            "7844",
            "ERR Failed to create new quic connection error=\"failed to dial to edge with quic: timeout\""),
        log(
            LASTING,
            "no IPv6",
            "0.0.0.0",
            "Listen [::]:8123 failed: DNS error: EAI: Address family for hostname not supported"),
        log(
            TERMINAL,
            "a table of the database is missing",
            "the Job that migrates",
            "ERROR 42P01 (undefined_table) relation \"sites\" does not exist"),
        log(
            TERMINAL,
            "takes no changes",
            "the primary",
            "ERROR 25006 (read_only_sql_transaction) cannot execute CREATE TABLE in a read-only transaction"),
        log(
            TERMINAL,
            "lacks the extension citext",
            "contrib",
            "ERROR 0A000 (feature_not_supported) extension \"citext\" is not available"),
        log(
            TERMINAL,
            "speaks no TLS",
            "sslmode",
            "server does not support SSL, but SSL was required"),
        log(
            LASTING,
            "does not keep up",
            "faster disk",
            "Code: 252. DB::Exception: Too many parts (300). (TOO_MANY_PARTS)"),
        log(
            LASTING,
            "ran out of memory",
            "memory limit",
            "<Fatal> Application: Child process was terminated by signal 9 (KILL)."),
        log(
            TERMINAL,
            "the data of ClickHouse are damaged",
            "restore a backup",
            "Code: 246. DB::Exception: Bad size of marks file (CORRUPTED_DATA)"),
        log(
            TERMINAL,
            "have no numeric ids",
            "the command of the message",
            "events_v2 lacks 12 of the events in the table events, and this release would lose"
                + " them; while Plausible 2.0 runs, run: bin/plausible rpc X"),
        log(
            LASTING,
            "a host name is not known",
            "docker-compose",
            "** (CaseClauseError) {:error, %Mint.TransportError{reason: :nxdomain}}"),
        log(
            LASTING,
            "the database does not answer",
            "network policy",
            "[error] failed to connect: tcp connect (db:5432): connection refused - :econnrefused"),
        log(
            LASTING,
            "only encrypted connections",
            "sslmode=require",
            "FATAL 28000 no pg_hba.conf entry for host \"10.42.0.9\", user \"plausible\", database"
                + " \"plausible\", no encryption"),
        log(
            TERMINAL,
            "does not admit this user",
            "pg_hba.conf",
            "FATAL 28000 no pg_hba.conf entry for host \"10.42.0.9\", user \"plausible\", database"
                + " \"plausible\", SSL encryption"),
        log(
            TERMINAL,
            "certificate of a server is not trusted",
            "certificate authority",
            "ssl_handshake.erl:2111 generated CLIENT ALERT: Fatal - Unknown CA"),
        log(
            LASTING,
            "ClickHouse needs more memory",
            "raise the memory of ClickHouse",
            "Code: 241. DB::Exception: Memory limit (total) exceeded (MEMORY_LIMIT_EXCEEDED)"),
        log(
            LASTING,
            "two servers use one volume",
            "stop the other server",
            "Cannot lock file /var/lib/clickhouse/status. Another server instance in same directory"
                + " is already running"),
        log(
            LASTING,
            "two servers use one volume",
            "stop the other server",
            "FATAL:  lock file \"postmaster.pid\" already exists"),
        log(
            TERMINAL,
            "the mode of the data directory",
            "chmod 0700",
            "FATAL:  data directory \"/var/lib/postgresql/data\" has invalid permissions"),
        log(
            TERMINAL,
            "the data directory is not empty",
            "below the mount",
            "initdb: error: directory \"/var/lib/postgresql/data\" exists but is not empty\n"
                + "initdb: hint: remove or empty the directory (lost+found)"),
        log(
            TERMINAL,
            "engine Ordinary",
            "Atomic",
            "Code: 80. DB::Exception: CREATE OR REPLACE TABLE query is supported only for Atomic"
                + " databases"),
        log(
            TERMINAL,
            "the schema is newer",
            "restored over a migrated database",
            "ERROR 42701 (duplicate_column) column \"native_stats_start_at\" of relation \"sites\""
                + " already exists"),
        log(
            TERMINAL,
            "the database does not exist",
            "correct the name",
            "FATAL 3D000 (invalid_catalog_name) database \"plausible_db\" does not exist"),
        log(
            TERMINAL,
            "the database user does not exist",
            "create it",
            "FATAL:  role \"plausible\" does not exist"),
        log(
            LASTING,
            "the shared memory",
            "more memory",
            "ERROR:  could not resize shared memory segment: No space left on device"),
        log(
            TERMINAL,
            "the data of PostgreSQL are damaged",
            "restore a backup",
            "PANIC:  could not locate a valid checkpoint record"),
        log(
            TERMINAL,
            "the database user may not do this",
            "own the database",
            "ERROR 42501 permission denied for schema public"),
        log(
            TERMINAL,
            "may not own the files of its volume",
            "70:70",
            "FATAL:  could not open file \"global/pg_filenode.map\": Permission denied"),
        log(
            TERMINAL,
            "may not own the files of its volume",
            "70:70",
            "mkdir: can't create directory '/var/lib/postgresql/data': Permission denied"),
        log(
            LASTING,
            "the volume is read-only",
            "mounted it read-only",
            "could not write to file \"/var/lib/postgresql/x\": Read-only file system"),
        log(
            TERMINAL,
            "the processor lacks instructions",
            "Raspberry Pi 4",
            "/entrypoint.sh: line 9: 17 Illegal instruction (core dumped)"),
        log(
            TERMINAL,
            "TOTP_VAULT_KEY is not 32 bytes",
            "openssl rand",
            "TOTP_VAULT_KEY must be Base64 encoded 32 bytes"),
        log(
            LASTING,
            "the volume is full",
            "enlarge the claim",
            """
            tcp connect (db:5432): connection refused - :econnrefused
            PANIC:  could not write to file "pg_wal/1": No space left on device
            LOG:  shutting down
            """));
  }

  private static Row ended(
      int exitCode, String reason, String message, int restarts, Weight weight, String... texts) {
    return new Row(
        "exit code " + exitCode + " " + reason,
        new TestView().crashed(exitCode, reason, message, restarts),
        weight,
        texts[0],
        texts[1]);
  }

  static Stream<Row> containers() {
    String noEntrypoint =
        "failed to create containerd task: OCI runtime create failed: exec: \"/entrypoint.sh\":"
            + " stat /entrypoint.sh: no such file or directory: unknown";
    return Stream.of(
        ended(132, "Error", "", 0, TERMINAL, "the processor lacks instructions", "ARMv8.2"),
        new Row(
            "exit code 132 on amd64",
            new TestView().node("amd64", "True").crashed(132, "Error", "", 0),
            TERMINAL,
            "the processor lacks instructions",
            "CPU type host"),
        ended(128, "StartError", noEntrypoint, 0, TERMINAL, "image lacks the program", "release"),
        ended(126, "Error", "", 1, TERMINAL, "cannot be executed", "executable for every user"),
        ended(127, "Error", "", 1, TERMINAL, "image lacks the program", "the same programs"),
        ended(137, "Error", "", 1, LASTING, "killed from outside", "OOM killer"),
        ended(137, "OOMKilled", "", 1, TERMINAL, "more memory than its limit", "memory limit"),
        ended(139, "Error", "", 1, TERMINAL, "segmentation fault", "memory is sound"),
        new Row(
            "killed by the liveness probe",
            new TestView()
                .crashed(137, "Error", "", 3)
                .event("pod-1", "Killing", "Container postgres failed liveness probe"),
            TERMINAL,
            "did not answer its probe",
            "more processor time"),
        new Row(
            "signal 6, of which nothing is known",
            new TestView()
                .crashed(134, "Error", "", 3)
                .log(NOISE + "<Fatal> BaseDaemon: Received signal 6"),
            TERMINAL,
            "ends again and again",
            "the end of its log"),
        new Row(
            "a readiness probe that answers 500",
            new TestView()
                .running(0, "{}")
                .event(
                    "pod-1",
                    "Unhealthy",
                    "Readiness probe failed: HTTP probe failed with statuscode: 500")
                .log("{\"sites_cache\": \"waiting\"}"),
            PASSING,
            "/ready answers 500",
            "longer deadline"),
        new Row(
            "an init container that waits",
            new TestView().initRunning().log("waiting for PostgreSQL at db:5432"),
            LASTING,
            "waits for PostgreSQL at db:5432",
            "address and port"));
  }

  private static Row image(Weight weight, String cause, String remedy, String message) {
    TestView state = new TestView().waiting("ErrImagePull", message);
    return new Row(message, state, weight, cause, remedy);
  }

  static Stream<Row> images() {
    return Stream.of(
        image(LASTING, "cannot reach the registry", "firewall", "dial tcp: lookup x: i/o timeout"),
        image(TERMINAL, "not have this image or tag", "check name", "code = NotFound: not found"),
        image(LASTING, "refuses further pulls", "mirror", "toomanyrequests: rate limit"),
        image(TERMINAL, "architecture", "place the pod", "no match for platform in manifest"));
  }

  private static Row place(String cause, String remedy, String message) {
    return new Row(message, new TestView().unschedulable(message), LASTING, cause, remedy);
  }

  static Stream<Row> nodes() {
    String nodes = "0/2 nodes are available: ";
    return Stream.of(
        new Row(
            "a board without power",
            new TestView().running(0, "{}").node("arm64", "Unknown"),
            LASTING,
            "the node pi is not ready",
            "kubectl delete node pi"),
        new Row(
            "an evicted pod",
            new TestView().pod("{phase: 'Failed', reason: 'Evicted', message: 'low on memory'}"),
            LASTING,
            "evicted the pod",
            "memory or disk"),
        place("as many pods as it may", "maxPods", nodes + "2 Too many pods."),
        place("is cordoned", "uncordon", nodes + "2 node(s) were unschedulable."),
        place("by a taint", "toleration", nodes + "2 node(s) had untolerated taint {db: }."),
        place(
            "on another node",
            "node selector",
            nodes + "2 node(s) had volume node affinity conflict."),
        place("the memory", "smaller request", nodes + "1 Insufficient memory, 1 Too many pods."));
  }

  private static Row refused(Weight weight, String cause, String remedy, String message) {
    TestView state =
        new TestView().event("set", "FailedCreate", "pods \"x\" is forbidden: " + message);
    return new Row(message, state, weight, cause, remedy);
  }

  static Stream<Row> controllers() {
    return Stream.of(
        refused(
            TERMINAL,
            "demands requests or limits",
            "LimitRange",
            "failed quota: default-quota: must specify limits.cpu for: migrate"),
        refused(LASTING, "is used up", "raise the quota", "exceeded quota: small, used: 1Gi"),
        refused(
            TERMINAL,
            "OpenShift",
            "add-scc-to-user",
            "unable to validate against any security context constraint: []"),
        refused(
            TERMINAL,
            "LimitRange",
            "other resources",
            "maximum memory usage per Container is 1Gi, but limit is 2Gi"));
  }
}
