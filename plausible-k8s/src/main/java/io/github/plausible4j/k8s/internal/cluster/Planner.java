package io.github.plausible4j.k8s.internal.cluster;

import io.github.plausible4j.k8s.internal.cluster.Planned.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For internal use only. Finds out what an apply would do: from the listed objects where that is
 * proof enough, from a dry run where it is not.
 */
public final class Planner {
  /** Data live in these, or in what goes with them: never deleted to make room for another one. */
  private static final Set<String> DATA_KINDS =
      Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "Secret");

  /** What operators run; their claims may go with it. */
  private static final Set<String> OPERATED = Set.of("Cluster", "ClickHouseInstallation");

  /** An object with data that the server does not let be changed, and what it said. */
  public record Immovable(ObjectKey object, String message) {}

  private final KubeApi api;
  private final String manager;
  private final Set<String> takeOver;
  private final List<Immovable> immovable = new ArrayList<>();

  /**
   * Plans for a field manager.
   *
   * @param takeOver managers whose fields are taken over
   */
  public Planner(KubeApi api, String manager, Set<String> takeOver) {
    this.api = api;
    this.manager = manager;
    this.takeOver = Set.copyOf(takeOver);
  }

  /** What would happen to each object, in order. */
  public List<Planned> plan(List<KubeObject> desired, LiveObjects live) {
    List<Planned> plan = new ArrayList<>();
    Set<String> missingNamespaces = new HashSet<>();
    for (KubeObject object : desired) {
      Planned planned =
          missingNamespaces.contains(object.namespace())
              ? Planned.of(object, null, Verdict.CREATE, "")
              : plan(object, live.get(object.key()));
      if (object.kind().equals("Namespace") && planned.verdict() == Verdict.CREATE) {
        missingNamespaces.add(object.name());
      }
      plan.add(planned);
    }
    return plan;
  }

  /** What cannot be had as it is desired, because it holds data; found by the plans so far. */
  public List<Immovable> immovable() {
    return List.copyOf(immovable);
  }

  private Planned plan(KubeObject desired, Optional<KubeObject> listed) {
    if (listed.filter(live -> ManagedFieldsComparison.holds(desired, live, manager)).isPresent()) {
      return Planned.of(desired, listed.get(), Verdict.NOOP, "");
    }
    if (listed.filter(KubeObject::beingDeleted).isPresent()) {
      return Planned.of(
          desired,
          listed.get(),
          Verdict.REPLACE,
          "it is being deleted; made again when it is gone");
    }
    try {
      return dryRun(desired, listed, false);
    } catch (KubeApiException refusal) {
      if (refusal.isFieldConflict()) {
        return conflict(desired, listed, refusal);
      }
      if (refusal.status() == 422) {
        return immutable(desired, listed, refusal);
      }
      throw refusal;
    }
  }

  private Planned dryRun(KubeObject desired, Optional<KubeObject> listed, boolean force) {
    KubeApi.Applied applied = api.apply(desired, manager, force, true);
    if (applied.created()) {
      return Planned.of(desired, null, Verdict.CREATE, "");
    }
    Optional<KubeObject> known = listed.isPresent() ? listed : api.get(desired.key());
    if (known.isEmpty()) {
      return Planned.of(desired, null, Verdict.CREATE, "");
    }
    KubeObject live = known.get();
    boolean ours = live.appliedBy(manager);
    List<FieldDifference> fields = ObjectDiff.between(live, applied.object());
    Verdict verdict =
        !ours
            ? Verdict.ADOPT
            : fields.isEmpty() && sameOwnership(live, applied) ? Verdict.NOOP : Verdict.UPDATE;
    String reason =
        verdict == Verdict.UPDATE && fields.isEmpty() ? "only the ownership of fields changes" : "";
    return new Planned(desired, live, verdict, fields, List.of(), reason, force);
  }

  private boolean sameOwnership(KubeObject live, KubeApi.Applied applied) {
    return ManagedFieldsComparison.ownFields(live.json(), manager)
        .equals(ManagedFieldsComparison.ownFields(applied.object().json(), manager));
  }

  private Planned conflict(
      KubeObject desired, Optional<KubeObject> listed, KubeApiException refusal) {
    List<FieldOwner> contentions = FieldOwner.of(refusal);
    if (contentions.stream().allMatch(contention -> takeOver.contains(contention.manager()))) {
      Planned forced = forced(desired, listed);
      if (forced.verdict() == Verdict.REPLACE) {
        return forced;
      }
      return new Planned(
          forced.desired(),
          forced.live(),
          forced.verdict(),
          forced.fields(),
          contentions,
          "takes fields over from " + managers(contentions),
          true);
    }
    return new Planned(
        desired, listed.orElse(null), Verdict.CONFLICT, List.of(), contentions, "", false);
  }

  private Planned forced(KubeObject desired, Optional<KubeObject> listed) {
    try {
      return dryRun(desired, listed, true);
    } catch (KubeApiException refusal) {
      if (refusal.status() == 422) {
        return immutable(desired, listed, refusal);
      }
      throw refusal;
    }
  }

  private static String managers(List<FieldOwner> contentions) {
    return String.join(", ", contentions.stream().map(FieldOwner::manager).distinct().toList());
  }

  private Planned immutable(
      KubeObject desired, Optional<KubeObject> listed, KubeApiException refusal) {
    Optional<KubeObject> live = listed.isPresent() ? listed : api.get(desired.key());
    boolean immutable =
        refusal.getMessage() != null
            && (refusal.getMessage().contains("immutable")
                || refusal.getMessage().contains("are forbidden"));
    boolean data =
        DATA_KINDS.contains(desired.kind()) || (immutable && OPERATED.contains(desired.kind()));
    if (live.isPresent() && data) {
      immovable.add(new Immovable(desired.key(), String.valueOf(refusal.getMessage())));
      return Planned.of(desired, live.get(), Verdict.KEEP, "holds data");
    }
    if (live.isEmpty() || !immutable) {
      throw refusal;
    }
    if (!live.get().appliedBy(manager)) {
      throw new KubeApiException(
          refusal.status(),
          KubeApiException.FOREIGN,
          desired.key() + ": " + whatIsImmutable(refusal),
          refusal.causes());
    }
    return Planned.of(desired, live.get(), Verdict.REPLACE, whatIsImmutable(refusal));
  }

  private static String whatIsImmutable(KubeApiException refusal) {
    List<String> fields =
        refusal.causes().stream().map(KubeApiException.Cause::field).distinct().toList();
    return String.join(", ", fields) + " cannot be changed in place";
  }
}
