package io.github.plausible4j.k8s.internal.apply;

import io.github.plausible4j.k8s.internal.cluster.ConnectionCheck;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeApiException;
import io.github.plausible4j.k8s.internal.cluster.Planner;
import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Diagnosis;
import io.github.plausible4j.k8s.plan.ObjectRef;
import io.github.plausible4j.k8s.plan.ProvisioningException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** For internal use only. Explains the API server's errors and suggests remedies. */
public final class Diagnoses {
  private Diagnoses() {}

  /** The diagnosis of a change that other field managers are in conflict with. */
  public static Diagnosis conflict(Change change) {
    return new Diagnosis(
        change.object(),
        "someone else has set fields to other values than the stack's",
        change.conflicts().stream()
            .map(conflict -> conflict.field() + " is owned by " + conflict.manager())
            .toList(),
        "undo the change, or take the fields over with StackProvisioner.builder(client)"
            + change.conflicts().stream()
                .map(conflict -> ".takeOver(\"" + conflict.manager() + "\")")
                .distinct()
                .collect(Collectors.joining()));
  }

  static void requireKinds(KubeApi api, Collection<ObjectRef> keys) {
    Map<String, ObjectRef> missing = new LinkedHashMap<>();
    for (ObjectRef key : keys) {
      if (api.kind(key.apiVersion(), key.kind()).isEmpty()) {
        missing.putIfAbsent(key.apiVersion() + key.kind(), key);
      }
    }
    if (!missing.isEmpty()) {
      throw new ProvisioningException(missing.values().stream().map(Diagnoses::noKind).toList());
    }
  }

  static Diagnosis immovable(Planner.Immovable found) {
    if (found.cannotGrow()) {
      return new Diagnosis(
          found.object(),
          "its volume cannot grow",
          List.of(found.message()),
          "keep the old size in the stack; or set allowVolumeExpansion: true in the storage class,"
              + " if its driver can grow volumes; or back up, remove the stack with its data, and"
              + " restore into a new one");
    }
    if (found.cannotShrink()) {
      return new Diagnosis(
          found.object(),
          "its volume cannot become smaller",
          List.of(found.message()),
          "give the size that it has, or a larger one; or back up, remove the stack with its data,"
              + " and restore into a new one");
    }
    return new Diagnosis(
        found.object(),
        "it holds data, which changing the storage in the stack does not move",
        List.of(found.message()),
        "keep the old storage in the stack; or back up, remove the stack with its data, and restore"
            + " into a new one; or, if the same files are now at another address, as after renaming"
            + " an NFS server, remove the stack with Retention.KEEP_DATA, delete this claim or"
            + " volume with kubectl and apply again");
  }

  static ProvisioningException raced(ObjectRef object) {
    return new ProvisioningException(
        List.of(
            new Diagnosis(
                object,
                "someone else created it at the same time",
                List.of("it did not exist when the plan was made"),
                "apply again; the existing object is then used as it is")));
  }

  private static Diagnosis noKind(ObjectRef key) {
    return new Diagnosis(
        key,
        "the cluster does not know the kind " + key.kind() + " of " + key.apiVersion(),
        List.of("its custom resource definition is not installed"),
        "install the operator or the API that provides it, or choose another spec for this part");
  }

  /** The exception if no API server answers. */
  public static ProvisioningException unreachable(
      ConnectionCheck.Failure failure, ObjectRef object) {
    return new ProvisioningException(
        List.of(
            new Diagnosis(object, failure.cause(), List.of(failure.evidence()), failure.remedy())));
  }

  /** The exception for a failed request about an object. */
  public static ProvisioningException of(KubeApiException failure, ObjectRef object) {
    String message = String.valueOf(failure.getMessage());
    return new ProvisioningException(
        List.of(new Diagnosis(object, cause(failure), List.of(message), remedy(failure))), failure);
  }

  private static String cause(KubeApiException failure) {
    if (failure.reason().equals(KubeApiException.FOREIGN)) {
      return "someone else created it, and it cannot be changed in place";
    }
    if (failure.reason().equals(KubeApiException.LATE)) {
      return "it did not finish in time";
    }
    if (namespaceIsGoing(failure)) {
      return "its namespace is being deleted";
    }
    return switch (failure.status()) {
      case 0 -> "the API server did not answer";
      case 401 -> "the API server does not recognize the caller";
      case 403 -> "the caller may not do this, or a policy of the cluster forbids it";
      case 404 -> "something that it depends on does not exist";
      case 409 -> "someone else changed it at the same time";
      case 400, 422 -> "the API server rejected it";
      case 429 -> "the API server is overloaded";
      default -> "the API server failed with status " + failure.status();
    };
  }

  private static boolean namespaceIsGoing(KubeApiException failure) {
    return failure.status() == 403
        && String.valueOf(failure.getMessage()).contains("because it is being terminated");
  }

  private static String remedy(KubeApiException failure) {
    if (failure.reason().equals(KubeApiException.FOREIGN)) {
      return "delete it if nobody needs it, or give the stack another name or namespace";
    }
    if (failure.reason().equals(KubeApiException.LATE)) {
      return "check with kubectl describe what it is waiting for: its node may be gone, or a"
          + " finalizer may block it; then try again";
    }
    if (namespaceIsGoing(failure)) {
      return "apply again when kubectl get namespace no longer shows it; its conditions say what"
          + " blocks it";
    }
    return switch (failure.status()) {
      case 401 -> "renew the credentials of the client";
      case 403 -> "see the message; StackProvisioner.preflight lists all missing permissions";
      case 404 -> "create what the message names, or let the stack create its namespace";
      case 400, 422 -> "change the field that the message names in the stack";
      default -> "apply again; it continues where it stopped";
    };
  }
}
