package io.github.plausible4j.k8s.internal.rollout;

import static io.github.plausible4j.k8s.internal.rollout.FailureRule.lasting;
import static io.github.plausible4j.k8s.internal.rollout.FailureRule.terminal;

import java.util.List;

/** Errors of nodes about containers that they cannot create or start. */
final class StartFailures {
  static final FailureRule NO_PROGRAM =
      terminal(
          "the image lacks the program that the container starts",
          "use the image that the release names, or one that has the same programs",
          "executable file .*not found",
          "exec: .*no such file or directory",
          "no command specified");

  static final FailureRule NOT_EXECUTABLE =
      terminal(
          "the program that the container starts cannot be executed",
          "use the image that the release names, or one whose program is executable for every user",
          "(?:exec: |chdir to cwd).*permission denied",
          "exec: .*is a directory",
          "open executable: permission denied");

  static final FailureRule NO_MEMORY =
      lasting(
          "the node has no memory left to start the pod",
          "free memory on the node, or run fewer pods on it",
          "cannot allocate memory",
          "resource temporarily unavailable");

  static final FailureRule NO_FILES =
      lasting(
          "the node has no open files left to start the pod",
          "raise LimitNOFILE of the container runtime's service, and fs.inotify.max_user_instances"
              + " of the node with sysctl",
          "too many open files");

  static final FailureRule CONTROL_GROUPS =
      lasting(
          "the node cannot set up the control groups of the pod",
          "restart the node; if it lasts, let its kubelet and its container runtime use the same"
              + " cgroup driver, on a kernel that has the controllers cpu, memory and pids",
          "\\bcgroups?\\b",
          "cgroupsPath");

  static final FailureRule SECURITY_CONTEXT =
      terminal(
          "the node's kernel does not allow the container's security context",
          "load the AppArmor or seccomp profile that the message names on the node, or remove it"
              + " from the pod with a customization",
          "apparmor",
          "seccomp",
          "selinux",
          "attr/keycreate",
          "relabel failed",
          "unable to (?:set|apply) cap");

  static final FailureRule STALE =
      lasting(
          "the NFS server no longer knows the directory that the node mounted",
          "run exportfs -ra on the server; if that does not help, restart the node, or unmount"
              + " the directory on it",
          "stale (?:NFS )?file handle");

  static final FailureRule NOT_RECEIVED =
      lasting(
          "the node has not received the Secrets and ConfigMaps of the pod yet",
          "wait; if it lasts, check that the node reaches the API server",
          "failed to sync (?:secret|configmap) cache",
          "object \\S+ not registered",
          "services have not yet been read",
          "failed to fetch token: Post");

  /** From specific to general. */
  static final List<FailureRule> RULES =
      List.of(
          NOT_RECEIVED,
          lasting(
              "the node is slow to start the container",
              "wait; if it lasts, check the node's disk and memory; on a board, the usual reason"
                  + " is a slow or worn card",
              "context deadline exceeded",
              "deadlineexceeded",
              "is reserved for",
              "is already in use by "),
          ImageFailures.DISK_FULL,
          ImageFailures.DISK_FAILS,
          ImageFailures.RUNTIME,
          ImageFailures.DAMAGED,
          NO_MEMORY,
          NO_FILES,
          STALE,
          terminal(
              "the kernel of the node has no memory cgroup",
              "add cgroup_memory=1 cgroup_enable=memory to the kernel's command line (on a"
                  + " Raspberry"
                  + " Pi in cmdline.txt) and restart the node",
              "cannot find memory cgroup",
              "cgroup mountpoint does not exist"),
          terminal(
              "the container's memory limit is too small to start it",
              "raise the component's memory limit in the stack's resources",
              "OOM-killed",
              "memory limit too low"),
          CONTROL_GROUPS,
          ProgramFailures.WRONG_ARCHITECTURE,
          terminal(
              "the image would run as root, which the pod forbids",
              "use an image that runs as the user that the release names",
              "runasnonroot",
              "non-numeric user",
              "breaks non-root policy"),
          terminal(
              "the image names a user that it does not have",
              "use the image that the release names, or give the pod a numeric runAsUser",
              "no matching entries in passwd file",
              "no users found"),
          SECURITY_CONTEXT,
          NO_PROGRAM,
          NOT_EXECUTABLE,
          terminal(
              "a volume cannot be mounted into the container",
              "check the path that the message names: a subPath may be missing on the volume,"
                  + " and a directory cannot be mounted onto a file",
              "error mounting",
              "not a directory",
              "subpath",
              "not a shared (?:or slave )?mount",
              "failed to mkdir",
              "no such file or directory"),
          terminal(
              "a Secret, a ConfigMap or a key in one is missing",
              "restore the missing key; a generated key cannot be generated again without losing"
                  + " what it protects",
              "couldn't find key",
              "references non-existent",
              "not found"),
          lasting(
              "the node cannot start the container",
              "the node's message says why; apply again when that is fixed"));

  private StartFailures() {}
}
