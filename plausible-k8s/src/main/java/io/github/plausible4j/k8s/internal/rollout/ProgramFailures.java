package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Failures of a program because of its machine, its image or its settings. */
final class ProgramFailures {
  private static final String WRONG_VARIABLE =
      "a variable that the program needs is missing or has a wrong value";
  private static final String WRONG_VARIABLE_REMEDY =
      "set the value that the line of the log asks for with setting(...) of the stack; if it"
          + " comes from an existing Secret, check that the Secret has the key";

  static final FailureRule WRONG_ARCHITECTURE =
      terminal(
          "the image is for another architecture than the node's",
          "use an image whose index lists the node's architecture",
          "exec format error",
          "qemu-\\w+: could not open",
          "cannot execute binary file");

  static final FailureRule OLD_PROCESSOR =
      terminal(
          "the processor lacks instructions that the program needs",
          (container, text) -> oldProcessor(container.architecture()),
          "illegal instruction",
          "received signal 4\\b",
          "SIGILL",
          "CPU does not support");

  static final FailureRule SEGMENTATION_FAULT =
      terminal(
          "the program crashed with a segmentation fault",
          "use the image that the release names, on a node without memory errors; an image for"
              + " another processor or C library crashes like this, too",
          "segmentation fault",
          "received signal 11\\b",
          "SIGSEGV");

  static final FailureRule BUS_ERROR =
      lasting(
          "the program could not reach its memory or a mapped file (bus error)",
          "give the component more memory in the stack's resources, and check that its volume"
              + " has space and that the node's disk has no errors (dmesg)",
          "bus error",
          "received signal 7\\b",
          "SIGBUS");

  static final List<FailureRule> RULES =
      List.of(
          OLD_PROCESSOR,
          WRONG_ARCHITECTURE,
          SEGMENTATION_FAULT,
          BUS_ERROR,
          terminal(
              "the image's C library is too old for its program",
              "use the image that the release names",
              "version `?'?GLIBC",
              "symbol not found"),
          terminal(
              "the kernel's memory pages are larger than the image's allocator supports",
              "boot a kernel with 4096-byte pages (on a Raspberry Pi 5: kernel=kernel8.img in"
                  + " config.txt), or use an image that was built for larger pages",
              "unsupported system page size",
              "ELF load command (?:address/offset|alignment) not properly aligned"),
          terminal(
              "the image lacks a library that its program needs",
              "use the image that the release names",
              "error (?:loading|while loading) shared librar"),
          terminal(
              "the program cannot run as the pod's user",
              "run the pod as the user that the release names, or use an image that supports the"
                  + " pod's user",
              "could not look up effective user ID",
              "cannot be run as root",
              "execution of the PostgreSQL server is not permitted"),
          terminal(
              "the image lacks the requested locale",
              "remove the locale from the variables of the container (LANG,"
                  + " POSTGRES_INITDB_ARGS), or use an image that has it",
              "invalid locale (?:name|settings)"),
          terminal(
              "the kernel lacks a system call that the program needs",
              "run the pod on a node with a newer kernel, and without a sandbox such as gVisor and"
                  + " without emulation of another processor",
              "function not implemented",
              "\\benosys\\b"),
          terminal(
              "the image's start script may not change its user",
              "run the pod as the user that the release names, or give the container the"
                  + " capabilities SETUID and SETGID with a customization",
              "(?:su-exec|gosu|setpriv|setgroups|setres[ug]id|setuid).*operation not permitted",
              "failed switching to"),
          lasting(
              "the kernel has no semaphores left",
              "raise kernel.sem on the node with sysctl, or restart the node: killed programs"
                  + " leave semaphores behind",
              "could not create semaphores"),
          lasting(
              "the shared memory of the container is too small",
              "give the component more memory in the stack's resources",
              "could not resize shared memory segment",
              "could not (?:map anonymous|create) shared memory",
              "/dev/shm.*no space left"),
          lasting(
              "ClickHouse needs more memory than its limit",
              "raise the memory of ClickHouse in the stack's resources",
              "code: 241[.,]",
              "MEMORY_LIMIT_EXCEEDED",
              "memory limit .* exceeded"),
          lasting(
              "the program may not start enough threads or processes",
              "raise the limit of processes: podPidsLimit of the kubelet, or TasksMax of the"
                  + " container runtime's service on the node",
              "resource temporarily unavailable.*(?:thread|fork|process)",
              "(?:thread|fork|process).*resource temporarily unavailable",
              "failed to create .*thread",
              "CANNOT_SCHEDULE_TASK",
              "code: 439[.,]"),
          lasting(
              "the program ran out of memory",
              "raise the component's memory limit in the stack's resources",
              "cannot allocate (?:executable )?memory",
              "_alloc: cannot (?:re)?allocate",
              "bad_alloc",
              "CANNOT_ALLOCATE_MEMORY",
              "out of memory",
              "\\benomem\\b",
              "terminated by signal 9"),
          lasting(
              "the program may not open enough files",
              "raise LimitNOFILE of the container runtime's service on the node to 262144 or more",
              "too many open files",
              "\\bemfile\\b",
              "insufficient file descriptors"),
          terminal(
              "SECRET_KEY_BASE is too short",
              "use at least 64 bytes, for example from: openssl rand -base64 48",
              "secret_key_base to be at least 64",
              "secret_key_base must be at least"),
          terminal(
              "TOTP_VAULT_KEY is not 32 bytes in base64",
              "use the output of: openssl rand -base64 32; if two-factor logins exist, only the"
                  + " key that they were created with works",
              "totp_vault_key must",
              "incorrect padding",
              "non-alphabet (?:digit|character)"),
          terminal(
              WRONG_VARIABLE,
              WRONG_VARIABLE_REMEDY,
              "configuration option is required",
              "config variable .* must be",
              "invalid (?:listen_ip|boolean value|base_url|configuration)",
              "(?:base_url|disable_registration) must",
              "unknown mailer_adapter",
              "(?:HOME must be set|must be set for SMTP)",
              "missing S3 configuration",
              "cross-domain websocket authentication",
              "InvalidURLError",
              "environment variable .*(?:is missing|not set)",
              "could not fetch environment variable",
              "superuser password is not specified",
              "both \\w+ and \\w+ are set"),
          terminal(
              "the configuration of the database server has an error",
              "correct the setting that the line of the log names; those of"
                  + " ClickHouseSpec.managed() come from withServerFiles and withUserFiles",
              "unrecognized configuration parameter",
              "could not access the server configuration file",
              "configuration file \".*\" contains errors",
              "invalid value for parameter",
              "could not access file \"\\w+\": no such file",
              "could not load library",
              "could not load \\S*pg_hba",
              "could not load (?:server certificate|private key|root certificate) file",
              "private key file .* access",
              "code: (?:137|138|139|180)[.,]",
              "DB::.*(?:users configuration file|/etc/clickhouse-server/)",
              "INVALID_CONFIG_PARAMETER",
              "no certificate file has been specified",
              "must be (?:only one of them|specified for user)",
              "config file not found",
              "failed to (?:preprocess|merge|load) config",
              "error loading config from",
              "SAXParseException",
              "Poco::Exception.*, Not found: "),
          terminal(
              "another program already listens on the port",
              "free the port, or run the pod without hostNetwork",
              "address already in use",
              "eaddrinuse",
              "port \\d+ already in use",
              "could not create any TCP/IP sockets"),
          terminal(
              "the program should listen on IPv6, but the node has none",
              "turn IPv6 on in the node's kernel, or let the program listen on 0.0.0.0",
              "address family (?:for hostname )?not supported",
              "eafnosupport",
              "listen \\[[:1]+\\]:\\d+ failed.*cannot assign requested address"),
          terminal(
              "the program may not listen on its port",
              "choose a port above 1023; the container may not listen on lower ones",
              "(?:listen|endpoint|bandit|ranch|cowboy).*\\beacces\\b",
              "(?:bind|listen|endpoint).*permission denied"));

  /**
   * For lines that name neither a volume nor a server. They are about the image's files and
   * settings.
   */
  static final List<FailureRule> GENERAL =
      List.of(
          terminal(
              "the program may write only to its volumes",
              "mount an emptyDir at the directory that the line names with a customization, or"
                  + " use the image that the release names",
              "read-only file ?system",
              "\\berofs\\b",
              "/var/(?:run|log|spool)/.*(?:permission denied|accessible by user)",
              "could not create lock file .*no such file",
              "(?:create|make|write).*[ '\"]/(?!proc/|sys/)\\w.*(?:permission denied|:eacces)",
              "access to file denied"),
          terminal(
              "the program may not read a file that it needs",
              "run the pod as the user that the release names; a mounted Secret or ConfigMap"
                  + " needs a defaultMode that this user or the pod's fsGroup can read",
              "[ '\"]/(?!proc/|sys/)\\w.*(?:permission denied|:eacces)"),
          terminal(WRONG_VARIABLE, WRONG_VARIABLE_REMEDY, "Config provider \\S+ failed with"));

  private ProgramFailures() {}

  private static String oldProcessor(String architecture) {
    return switch (architecture) {
      case "amd64" ->
          "ClickHouse needs SSE 4.2, and its images since 26 need AVX2. In a virtual machine,"
              + " set the CPU type to host; otherwise place ClickHouse on a newer node, or use"
              + " an external ClickHouse";
      case "arm64" ->
          "ClickHouse's arm64 images since 22.9 need ARMv8.2 with LSE, RDM and RCpc, which a"
              + " Raspberry Pi 4 lacks. Place ClickHouse on a node that has them, such as a Pi"
              + " 5, use an external ClickHouse, or use an image that was built for ARMv8.0";
      default ->
          "place the pod on a node with a newer processor, or use an image that was built for"
              + " this processor; StackProvisioner.preflight lists what each node's processor"
              + " lacks";
    };
  }
}
