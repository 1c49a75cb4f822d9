package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What PostgreSQL, ClickHouse, Plausible and cloudflared write before they end. */
final class LogFailures {
  /** Lines that these programs print on every start, and that do no harm. */
  private static final Pattern NOISE =
      Pattern.compile(
          "(?:get|set)_mempolicy: |mbind: |chmod: (?:changing permissions of"
              + " )?\\W*/var/run/postgresql|lost\\+found\\W*: Permission"
              + " denied|/docker-entrypoint-initdb\\.d\\W*: (?:Permission denied|Operation not"
              + " permitted)|has no CAP_|sysctl: |Failed to (?:set|lock) .*mlock",
          Pattern.CASE_INSENSITIVE);

  /** PostgreSQL names files relative to its data directory. */
  private static final Pattern RELATIVE_DATA_FILE =
      Pattern.compile(
          "could not (?:open|access|create|read|write|rename|remove|fsync|stat)[\\w ]*"
              + " \"(?!/)[^\"]+\"",
          Pattern.CASE_INSENSITIVE);

  static final FailureRule WRONG_ARCHITECTURE =
      terminal(
          "the image is for another architecture than the node's",
          "use an image that lists the node's architecture in its index",
          "exec format error",
          "cannot execute binary file");

  static final FailureRule OLD_PROCESSOR =
      terminal(
          "the processor lacks instructions that the program needs",
          (container, text) -> oldProcessor(container.architecture()),
          "illegal instruction",
          "received signal 4\\b",
          "SIGILL");

  /** Texts that can have one meaning only. */
  private static final List<FailureRule> PARTICULAR =
      List.of(
          OLD_PROCESSOR,
          WRONG_ARCHITECTURE,
          terminal(
              "the image's C library is older than its program needs",
              "use the image that the release names",
              "version `?'?GLIBC"),
          terminal(
              "the kernel's memory pages are larger than the image's allocator supports",
              "boot a kernel with pages of 4096 bytes (on a Raspberry Pi 5: kernel=kernel8.img in"
                  + " config.txt), or use an image that is built for such pages",
              "unsupported system page size"),
          lasting(
              "the shared memory of the container is too small",
              "give the component more memory in the stack's resources",
              "could not resize shared memory segment",
              "could not map anonymous shared memory",
              "/dev/shm.*no space left"),
          lasting(
              "the volume is full",
              "enlarge the claim, or delete what is not needed on the volume",
              "no space left",
              "disk quota exceeded",
              "code: 243\\b",
              "NOT_ENOUGH_SPACE"),
          terminal(
              "the data were written by another major version of PostgreSQL",
              "go back to the image of the version that wrote them, or back up with that version"
                  + " and restore into an empty volume",
              "database files are incompatible with server"),
          terminal(
              "the data directory is not empty and not a database",
              "let the volume's claim have an empty directory: put PostgreSQL's data below the"
                  + " mount of the volume, or remove lost+found and whatever else is in it",
              "exists but is not empty",
              "is not a database cluster directory"),
          terminal(
              "the mode of the data directory lets other users in",
              (container, text) ->
                  "change it where the volume is: chmod 0700 on the data directory, which has to"
                      + " belong to "
                      + container.owner(),
              "data directory .* has (?:invalid permissions|group or world access)"),
          terminal(
              "the container may not own the files of its volume",
              OwnershipRemedy::of,
              "has wrong ownership",
              "MISMATCHING_USERS_FOR_PROCESS_AND_DATA"),
          terminal(
              "the data of PostgreSQL are damaged",
              "restore a backup into an empty volume; pg_resetwal is a last resort that loses data",
              "could not locate a valid checkpoint record",
              "invalid primary checkpoint record",
              "invalid page in block",
              "pg_filenode\\.map\" contains incorrect checksum"),
          terminal(
              "the data of ClickHouse are damaged",
              "restore a backup; ClickHouse's message names the table and the broken parts",
              "code: 231\\b",
              "CORRUPTED_DATA",
              "checksum doesn't match",
              "CHECKSUM_DOESNT_MATCH",
              "TOO_MANY_UNEXPECTED_DATA_PARTS",
              "suspiciously many .*broken parts"),
          lasting(
              "two servers use one volume",
              "stop the other server: an old pod that still ends, a pod of another stack, or a"
                  + " server outside of the cluster that uses the same directory",
              "another server instance in same directory",
              "cannot lock file .*status",
              "lock file \"postmaster\\.pid\" already exists",
              "is another postmaster"),
          terminal(
              "the password in the Secret is not the one that the database has",
              (container, text) -> password(text),
              "password authentication failed",
              "authentication_failed",
              "WRONG_PASSWORD",
              "REQUIRED_PASSWORD",
              "28P01",
              "code: (?:516|193|194)\\b"),
          lasting(
              "the server of the database accepts only encrypted connections",
              "add ?sslmode=require to the address of the database",
              "no pg_hba\\.conf entry .*(?:no encryption|SSL off)",
              "connection requires .*(?:SSL|TLS)"),
          terminal(
              "the server of the database does not admit this user from the pods' addresses",
              "add a line to the server's pg_hba.conf for the user, the database and the addresses"
                  + " of the cluster's nodes and pods",
              "no pg_hba\\.conf entry"),
          terminal(
              "the certificate of a server is not trusted",
              "give the pod the certificate authority of the server, or a server certificate that a"
                  + " public authority signed, for the name in the address",
              "unknown[ _]ca",
              "certificate verify failed",
              "self[- ]signed certificate",
              "bad_certificate",
              "certificate[_ ]expired",
              "certificate has expired",
              "hostname_check_failed",
              "x509: "),
          terminal(
              "the database user does not exist",
              "create it on the server, or correct the user in the address of the database; where"
                  + " the volume came from another installation, its superuser may have another"
                  + " name",
              "role \"[^\"]*\" does not exist",
              "UNKNOWN_USER",
              "code: 192\\b"),
          terminal(
              "the database does not exist on the server",
              "correct the name in the address of the database, or create it; the volume may hold"
                  + " the data under another name",
              "3D000",
              "database \"[^\"]*\" does not exist",
              "code: 81\\b",
              "UNKNOWN_DATABASE"),
          terminal(
              "the database user may not do this",
              "an external server's user has to own the database, and on ClickHouse to create,"
                  + " alter and drop tables and dictionaries",
              "permission denied (?:for|to) ",
              "must be owner of",
              "must be superuser",
              "not enough privileges",
              "is not permitted to log in",
              "42501",
              "code: 497\\b"),
          terminal(
              "the ClickHouse database has the engine Ordinary",
              "it was made before ClickHouse 20.10: convert it to Atomic on the release that still"
                  + " reads it, with force_restore or CREATE DATABASE ... ENGINE = Atomic and"
                  + " RENAME TABLE, then apply again",
              "supported only for atomic databases",
              "unknown database engine: Ordinary"),
          terminal(
              "events from before Plausible 2.0 have no numeric ids, and would be lost",
              "the release before still runs: give it the command of the message, with kubectl exec,"
                  + " then apply again; or drop the table events if it is not wanted",
              "events_v2 lacks \\d+ of the events"),
          lasting(
              "ClickHouse does not answer the stack's user",
              "see that address, user and password of ClickHouse are right, and its certificate that"
                  + " of a public authority; of one of your own, set CLICKHOUSE_CACERTFILE",
              "did not say whether events have numeric ids"),
          terminal(
              "the schema is newer than its record of migrations",
              "a backup was probably restored over a migrated database: restore it into an empty"
                  + " database, then apply again",
              "42701",
              "42P07",
              "42710",
              "TABLE_ALREADY_EXISTS",
              "duplicate_column",
              "duplicate_table"),
          lasting(
              "ClickHouse needs more memory than it may use",
              "raise the memory of ClickHouse in the stack's resources",
              "code: 241\\b",
              "MEMORY_LIMIT_EXCEEDED",
              "memory limit .* exceeded"),
          terminal(
              "a table of the database is missing",
              "the schema is older than the program, or was restored by half: see the Job that"
                  + " migrates, or restore a whole backup into an empty database and apply again",
              "42P01",
              "UNKNOWN_TABLE",
              "code: 60\\b"),
          terminal(
              "the server of the database takes no changes",
              "name the primary server in the address; this one is a copy of another",
              "25006",
              "read-only transaction"),
          terminal(
              "the server of the database lacks the extension citext",
              "install PostgreSQL's contrib package on the server, and create the extension there",
              "extension \"citext\" is not available",
              "could not open extension control file"),
          terminal(
              "the server of the database speaks no TLS",
              "take sslmode out of its address, or turn TLS on at the server",
              "server does not support SSL",
              "SSL is not (?:enabled|available) on the server"),
          lasting(
              "ClickHouse does not keep up with merging what it is sent",
              "give ClickHouse more processor time and a faster disk",
              "TOO_MANY_PARTS",
              "code: 252\\b"),
          lasting(
              "the program ran out of memory",
              "raise the component's memory limit in the stack's resources",
              "cannot allocate memory",
              "eheap_alloc",
              "std::bad_alloc",
              "terminated by signal 9",
              "out of memory"),
          lasting(
              "the program may not open enough files",
              "raise LimitNOFILE of the container runtime's service on the node to 262144 or more",
              "too many open files",
              "emfile"),
          terminal(
              "SECRET_KEY_BASE is too short",
              "use at least 64 bytes, for example of: openssl rand -base64 48",
              "secret_key_base to be at least 64",
              "secret_key_base must be at least"),
          terminal(
              "TOTP_VAULT_KEY is not 32 bytes in base64",
              "use the output of: openssl rand -base64 32; if two-factor logins exist, the key they"
                  + " were made with is the only one that works",
              "totp_vault_key"),
          lasting(
              "the server of the database has no connection left",
              "raise max_connections of the server, or lower the size of Plausible's pool",
              "too many clients",
              "remaining connection slots",
              "53300"),
          terminal(
              "the program may not listen on its port",
              "choose a port above 1023; the container has no right to listen on others",
              "listen.*:eacces",
              "bind.*permission denied"),
          lasting(
              "a host name is not known in the cluster",
              "correct the name in the address; names that only docker-compose's network or one"
                  + " machine knows have no meaning in a pod; see also that the cluster's DNS"
                  + " works",
              "nxdomain",
              "could not translate host name",
              "name or service not known",
              "temporary failure in name resolution",
              "name does not resolve",
              "getaddrinfo",
              "no such host",
              "bad address '",
              "DNS_ERROR"),
          lasting(
              "the database does not answer",
              "see that the database runs and that its address and port are right; a network policy"
                  + " or a firewall may keep the pods away from it",
              "connection refused",
              "econnrefused",
              "no route to host",
              "ehostunreach",
              "etimedout",
              "connection timed out",
              "tcp connect \\([^)]*\\): (?:timeout|non-existing)",
              "the database system is (?:starting up|shutting down)",
              "request was dropped from queue",
              "did not answer within"));

  private static final List<FailureRule> RULES =
      Stream.concat(ProgramFailures.ALL.stream(), PARTICULAR.stream()).toList();

  /** Texts that matter only beside the path of a volume. */
  private static final List<FailureRule> AT_A_VOLUME =
      List.of(
          lasting(
              "the volume is read-only",
              "see why the node mounted it read-only: an error of its file system, or the export",
              "read-only file ?system"),
          lasting(
              "the storage of the volume fails",
              "see the node's kernel log (dmesg); a worn card or an NFS server that was restarted"
                  + " are the usual reasons",
              "input/output error",
              "stale (?:NFS )?file handle"),
          terminal(
              "the container may not own the files of its volume",
              OwnershipRemedy::of,
              "operation not permitted",
              "permission denied"));

  private LogFailures() {}

  /** The lines of a log, without what is printed on every start. */
  static List<String> lines(String log) {
    return log.lines().map(String::strip).filter(line -> !NOISE.matcher(line).find()).toList();
  }

  /** The rule that explains a log best. */
  static Optional<FailureRule.Match> match(ContainerContext container, List<String> lines) {
    Optional<FailureRule.Match> particular = FailureRule.last(RULES, lines, line -> true);
    return particular.isPresent()
        ? particular
        : FailureRule.last(AT_A_VOLUME, lines, line -> isAboutVolume(container, line));
  }

  private static boolean isAboutVolume(ContainerContext container, String line) {
    return RELATIVE_DATA_FILE.matcher(line).find()
        || container.dataVolumes().stream().anyMatch(volume -> line.contains(volume.mountPath()));
  }

  private static String password(String line) {
    return "put the old password back into the Secret, or set it in the database to the Secret's; a"
        + " changed Secret alone never changes a database's password"
        + (line.contains("user \"postgres\"")
            ? "; where the volume came from another installation, its superuser may have another"
                + " name than postgres"
            : "");
  }

  private static String oldProcessor(String architecture) {
    return switch (architecture) {
      case "amd64" ->
          "ClickHouse needs SSE 4.2, and its images since 26 need AVX2. In a virtual machine, let"
              + " the hypervisor pass the host's processor through (CPU type host); otherwise place"
              + " ClickHouse on a newer node, or use an external ClickHouse";
      case "arm64" ->
          "ClickHouse's arm64 images since 22.9 need ARMv8.2 with LSE, RDM and RCpc, which a"
              + " Raspberry Pi 4 lacks. Place ClickHouse on a node that has them (a Pi 5 does), use"
              + " an external ClickHouse, or give an image that was built for ARMv8.0";
      default ->
          "place the pod on a node with a newer processor, or use an image that was built for this"
              + " one; StackProvisioner.preflight lists what each node's processor lacks";
    };
  }
}
