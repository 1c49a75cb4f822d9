package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;
import java.util.regex.Pattern;

/** Errors of database servers about the data on their volumes. */
final class DataFailures {
  static final List<FailureRule> RULES =
      List.of(
          lasting(
              "the volume is full",
              "enlarge the claim, or delete files on the volume that are not needed",
              "no space left",
              "disk quota exceeded",
              "code: 243[.,]",
              "NOT_ENOUGH_SPACE",
              "\\benospc\\b",
              "\\bdisk_full\\b"),
          terminal(
              "the data was written by another major version of PostgreSQL",
              "go back to the image of the version that wrote the data, or back up with that"
                  + " version and restore into an empty volume",
              "database files are incompatible with server",
              "data directory was initialized by PostgreSQL version",
              "in 18\\+, these docker images",
              "there appears to be PostgreSQL data in",
              "upgrading the docker image without"),
          terminal(
              "the data was written with a locale that the image lacks",
              "go back to an image of the distribution (Debian or Alpine) that wrote the data,"
                  + " or back up with it and restore into an empty volume",
              "locale is incompatible with operating system",
              "not recognized by setlocale"),
          terminal(
              "the data was written by a newer version of ClickHouse",
              "go back to the image that wrote the data; ClickHouse does not guarantee that a"
                  + " downgrade works",
              "unknown (?:format version|part format|codec family|data type family)",
              "(?:load job .*|cannot attach table .*)unknown (?:setting|table engine|function)",
              "unknown (?:setting|table engine|function) .*(?:metadata file|cannot attach table)",
              "UNKNOWN_FORMAT_VERSION",
              "written by a newer (?:version|release)"),
          terminal(
              "the data directory is not empty and not a database",
              "use an empty directory: put PostgreSQL's data into a directory of the volume, or"
                  + " remove lost+found and other files from the volume",
              "exists but is not empty",
              "is not a database cluster directory",
              "is not a valid data directory",
              "contains a lost\\+found directory"),
          terminal(
              "the mode of the data directory gives other users access",
              (container, text) ->
                  "change it on the volume: chmod 0700 on the data directory, which has to"
                      + " belong to "
                      + container.owner(),
              "data directory .* has (?:invalid permissions|group or world access)",
              "permissions should be u=rwx"),
          terminal(
              "the container may not use the files of its volume",
              OwnershipRemedy::of,
              "has wrong ownership",
              "must be started by the user that owns the data",
              "does not match the owner of the data",
              "code: 430[.,]",
              "MISMATCHING_USERS_FOR_PROCESS_AND_DATA"),
          terminal(
              "the data of PostgreSQL is damaged",
              "restore a backup into an empty volume; pg_resetwal is a last resort that loses data",
              "could not locate a valid checkpoint record",
              "invalid (?:primary )?checkpoint record",
              "could not find redo location",
              "invalid page in block",
              "page verification failed",
              "incorrect checksum",
              "could not read (?:block|file) .*read (?:only )?\\d+ of \\d+",
              "could not open (?:file|directory)"
                  + " \"(?:\\S*/)?(?:global|base|pg_(?!hba|ident))[^\"]*\": no such"
                  + " file",
              "could not find the database system",
              "has wrong magic",
              "contains (?:corrupted|unexpected zero) page",
              "missing chunk number",
              "unexpected data beyond EOF",
              "\\b(?:data|index)_corrupted\\b",
              "WAL contains references to invalid pages",
              "could not access status of transaction",
              "is missing \\d+ attribute"),
          terminal(
              "PostgreSQL has used up its transaction numbers",
              "connect as its superuser (psql in the pod with kubectl exec) and run VACUUM, without"
                  + " FULL, in the database that the line names; end first what holds it up: old"
                  + " entries of pg_prepared_xacts and pg_replication_slots, and long transactions"
                  + " in pg_stat_activity",
              "to avoid wraparound data loss"),
          terminal(
              "the data of ClickHouse is damaged",
              "restore a backup; ClickHouse's message names the table and the broken parts",
              "code: (?:40|226|228|231|246)[.,]",
              "code: (?:32|33|107)[.,].*(?:/store/|/data/|/metadata/|loading (?:metadata|data"
                  + " part))",
              "TOO_MANY_UNEXPECTED_DATA_PARTS",
              "CHECKSUM_DOESNT_MATCH",
              "checksum doesn't match",
              "CORRUPTED_DATA",
              "suspiciously many .*broken parts",
              "potentially broken data part",
              "syntax error \\(in file .*/(?:metadata|store)/"),
          lasting(
              "two servers use one volume",
              "stop the other server: an old pod that is still ending, a pod of another stack,"
                  + " or a server outside of the cluster that uses the same directory",
              "another server instance in same directory",
              "cannot lock file .*status",
              "lock file \"postmaster\\.pid\" already exists",
              "is another postmaster \\(PID",
              "shared memory block .* is still in use"),
          terminal(
              "the lock file of an earlier run is damaged",
              "check that no server uses the volume, and delete postmaster.pid in its data"
                  + " directory",
              "lock file \"[^\"]*\" is empty",
              "bogus data in lock file"),
          terminal(
              "events from before Plausible 2.0 have no numeric ids, and would be lost",
              "the previous release still runs: run the command of the message in it with"
                  + " kubectl exec, then apply again; or drop the table events if you do not"
                  + " need it",
              "events_v2 lacks \\d+ of the events"),
          lasting(
              "ClickHouse cannot merge new data fast enough",
              "give ClickHouse more CPU and a faster disk",
              "TOO_MANY_PARTS",
              "code: 252[.,]"),
          terminal(
              "the ClickHouse database has the engine Ordinary",
              "it was created before ClickHouse 20.10: convert it to Atomic on the release that"
                  + " still reads it, with force_restore or CREATE DATABASE ... ENGINE = Atomic and"
                  + " RENAME TABLE, then apply again",
              "supported only for atomic databases",
              "database engine:? Ordinary",
              "Ordinary database engine is deprecated"),
          terminal(
              "the kernel or the file system cannot exchange two tables of ClickHouse",
              "run ClickHouse on a node with kernel 3.15 or later, and on a volume with a Linux"
                  + " file system such as ext4 or XFS",
              "RENAME EXCHANGE is not supported"));

  /** Texts that matter only if the line names a path of a volume. */
  static final List<FailureRule> AT_A_VOLUME =
      List.of(
          lasting(
              "the volume is read-only",
              "find out why the node mounted it read-only: an error of its file system, or the"
                  + " export",
              "read-only file ?system",
              "\\berofs\\b"),
          lasting(
              "the storage of the volume fails",
              "read the node's kernel log (dmesg); the usual reasons are a worn card or an NFS"
                  + " server that was restarted",
              "input/output error",
              "stale (?:NFS )?file handle",
              "structure needs cleaning",
              "\\beio\\b"),
          terminal(
              "the container may not use the files of its volume",
              OwnershipRemedy::of,
              "operation not permitted",
              "permission denied",
              "access to file denied",
              "not writable",
              "no permission: ",
              "(?:isn't|is not) accessible by user",
              "couldn't create necessary directory",
              "\\be(?:acces|perm)\\b"));

  /** PostgreSQL names files relative to its data directory. */
  private static final Pattern RELATIVE_DATA_FILE =
      Pattern.compile(
          "could not"
              + " (?:open|access|create|read|write|rename|remove|f(?:data)?sync|stat|extend|change)[\\w ]*"
              + " \"(?!/)[^\"]+\"",
          Pattern.CASE_INSENSITIVE);

  /** The directories in which the images keep their data, wherever the volume is mounted. */
  private static final Pattern DATA_DIRECTORY =
      Pattern.compile("/var/lib/(?:clickhouse|postgresql|plausible)\\b");

  private DataFailures() {}

  /** Whether a line names a file of a data volume. */
  static boolean isAboutVolume(ContainerContext container, String line) {
    return RELATIVE_DATA_FILE.matcher(line).find()
        || DATA_DIRECTORY.matcher(line).find()
        || container.dataVolumes().stream().anyMatch(volume -> line.contains(volume.mountPath()));
  }
}
