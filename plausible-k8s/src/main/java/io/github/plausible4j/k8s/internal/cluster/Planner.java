package io.github.plausible4j.k8s.internal.cluster;

import io.github.plausible4j.k8s.plan.Change;
import io.github.plausible4j.k8s.plan.Change.Action;
import io.github.plausible4j.k8s.plan.Change.FieldChange;
import io.github.plausible4j.k8s.plan.Change.FieldConflict;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For internal use only. Finds out what an apply would do: from the listed objects if they are
 * sufficient, otherwise with a dry run.
 */
public final class Planner {
  private static final Pattern CONFLICTING_MANAGER = Pattern.compile("conflict with \"([^\"]*)\"");

  /** Kinds that hold data, or whose deletion deletes data: they are never replaced. */
  private static final Set<String> DATA_KINDS =
      Set.of("PersistentVolumeClaim", "PersistentVolume", "Namespace", "Secret");

  /** Kinds of operators, which may delete the claims together with the object. */
  private static final Set<String> OPERATOR_KINDS = Set.of("Cluster", "ClickHouseInstallation");

  /** An object with data that cannot be changed in place, and the server's message. */
  public record Immovable(ObjectRef object, String message) {
    /** Whether its storage class, or a volume that nobody provisioned, cannot grow. */
    public boolean cannotGrow() {
      return message.contains("must support resize");
    }

    /** Whether it would become smaller, which no volume can. */
    public boolean cannotShrink() {
      return message.contains("can not be less than");
    }
  }

  private final KubeApi api;
  private final Set<String> takeOver;
  private final List<Immovable> immovable = new ArrayList<>();

  /**
   * Plans for {@link KubeApi#FIELD_MANAGER}.
   *
   * @param takeOver field managers whose fields are taken over
   */
  public Planner(KubeApi api, Set<String> takeOver) {
    this.api = api;
    this.takeOver = Set.copyOf(takeOver);
  }

  /** The planned change of each object, in the given order. */
  public List<Planned> plan(List<KubeObject> desired, LiveObjects live) {
    List<Planned> plan = new ArrayList<>();
    Set<String> missingNamespaces = new HashSet<>();
    for (KubeObject object : desired) {
      Planned planned =
          missingNamespaces.contains(object.namespace())
              ? Planned.of(object, null, Action.CREATE, "")
              : plan(object, live.get(object.ref()));
      if (object.kind().equals("Namespace") && planned.action() == Action.CREATE) {
        missingNamespaces.add(object.name());
      }
      plan.add(planned);
    }
    return plan;
  }

  /** The objects with data that the plans so far would have to replace. */
  public List<Immovable> immovable() {
    return List.copyOf(immovable);
  }

  private Planned plan(KubeObject desired, Optional<KubeObject> listed) {
    if (listed.filter(live -> ManagedFieldsComparison.holds(desired, live)).isPresent()) {
      return Planned.of(desired, listed.get(), Action.NOOP, "");
    }
    if (listed.filter(KubeObject::beingDeleted).isPresent()) {
      return Planned.of(
          desired,
          listed.get(),
          Action.REPLACE,
          "it is being deleted and is created again when it is gone");
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
      if (refusal.status() == 403 && listed.isPresent() && cannotGrow(desired, refusal)) {
        return unmoved(desired, listed.get(), refusal);
      }
      throw refusal;
    }
  }

  /** A storage class refuses to grow a volume with the status that a missing permission has. */
  private static boolean cannotGrow(KubeObject desired, KubeApiException refusal) {
    return desired.kind().equals("PersistentVolumeClaim")
        && new Immovable(desired.ref(), String.valueOf(refusal.getMessage())).cannotGrow();
  }

  private Planned unmoved(KubeObject desired, KubeObject live, KubeApiException refusal) {
    immovable.add(new Immovable(desired.ref(), String.valueOf(refusal.getMessage())));
    return Planned.of(desired, live, Action.KEEP, "holds data");
  }

  private Planned dryRun(KubeObject desired, Optional<KubeObject> listed, boolean force) {
    KubeApi.Applied applied = api.apply(desired, force, true);
    if (applied.created()) {
      return Planned.of(desired, null, Action.CREATE, "");
    }
    Optional<KubeObject> known = listed.isPresent() ? listed : api.get(desired.ref());
    if (known.isEmpty()) {
      return Planned.of(desired, null, Action.CREATE, "");
    }
    KubeObject live = known.get();
    boolean ours = live.isApplied();
    List<FieldChange> fields = ObjectDiff.between(live, applied.object());
    Action action =
        !ours
            ? Action.ADOPT
            : fields.isEmpty() && sameOwnership(live, applied) ? Action.NOOP : Action.UPDATE;
    String reason =
        action == Action.UPDATE && fields.isEmpty() ? "only the ownership of fields changes" : "";
    Change change = new Change(action, desired.ref(), fields, List.of(), reason);
    return new Planned(change, desired, live, force);
  }

  private boolean sameOwnership(KubeObject live, KubeApi.Applied applied) {
    return ManagedFieldsComparison.ownFields(live.json())
        .equals(ManagedFieldsComparison.ownFields(applied.object().json()));
  }

  private Planned conflict(
      KubeObject desired, Optional<KubeObject> listed, KubeApiException refusal) {
    List<FieldConflict> conflicts = conflicts(refusal);
    if (!conflicts.stream().map(FieldConflict::manager).allMatch(takeOver::contains)) {
      return Planned.of(
          desired,
          listed.orElse(null),
          new Change(Action.CONFLICT, desired.ref(), List.of(), conflicts, ""));
    }
    Planned forced = forced(desired, listed);
    if (forced.action() == Action.REPLACE) {
      return forced;
    }
    Change change =
        new Change(
            forced.action(),
            forced.ref(),
            forced.change().fields(),
            conflicts,
            "takes over fields from " + managers(conflicts));
    return Planned.of(forced.desired(), forced.live(), change).forced();
  }

  private static List<FieldConflict> conflicts(KubeApiException refusal) {
    List<FieldConflict> conflicts = new ArrayList<>();
    for (KubeApiException.Cause cause : refusal.causes()) {
      Matcher manager = CONFLICTING_MANAGER.matcher(cause.message());
      conflicts.add(
          new FieldConflict(manager.find() ? manager.group(1) : cause.message(), cause.field()));
    }
    return conflicts;
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

  private static String managers(List<FieldConflict> conflicts) {
    return String.join(", ", conflicts.stream().map(FieldConflict::manager).distinct().toList());
  }

  private Planned immutable(
      KubeObject desired, Optional<KubeObject> listed, KubeApiException refusal) {
    Optional<KubeObject> live = listed.isPresent() ? listed : api.get(desired.ref());
    boolean immutable =
        refusal.getMessage() != null
            && (refusal.getMessage().contains("immutable")
                || refusal.getMessage().contains("are forbidden"));
    boolean data =
        DATA_KINDS.contains(desired.kind())
            || (immutable && OPERATOR_KINDS.contains(desired.kind()));
    if (live.isPresent() && data) {
      return unmoved(desired, live.get(), refusal);
    }
    if (live.isEmpty() || !immutable) {
      throw refusal;
    }
    if (!live.get().isApplied()) {
      throw new KubeApiException(
          refusal.status(),
          KubeApiException.FOREIGN,
          desired.ref() + ": " + whatIsImmutable(refusal),
          refusal.causes());
    }
    return Planned.of(desired, live.get(), Action.REPLACE, whatIsImmutable(refusal));
  }

  private static String whatIsImmutable(KubeApiException refusal) {
    List<String> fields =
        refusal.causes().stream().map(KubeApiException.Cause::field).distinct().toList();
    return String.join(", ", fields) + " cannot be changed in place";
  }
}
