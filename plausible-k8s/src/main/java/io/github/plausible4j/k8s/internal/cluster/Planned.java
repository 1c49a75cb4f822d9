package io.github.plausible4j.k8s.internal.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For internal use only. What an apply would do to one object.
 *
 * @param desired what is to be; for an object that goes or stays as it is, the object itself
 * @param live what is there, null if nothing is
 * @param force whether the apply takes fields over
 */
public record Planned(
    KubeObject desired,
    @Nullable KubeObject live,
    Verdict verdict,
    List<FieldDifference> fields,
    List<FieldOwner> contentions,
    String reason,
    boolean force) {

  /** What happens. */
  public enum Verdict {
    CREATE,
    UPDATE,
    REPLACE,
    ADOPT,
    CONFLICT,
    NOOP,
    PRUNE,
    KEEP
  }

  /** Without fields and contentions. */
  public static Planned of(
      KubeObject desired, @Nullable KubeObject live, Verdict verdict, String reason) {
    return new Planned(desired, live, verdict, List.of(), List.of(), reason, false);
  }

  /** The same object with another verdict. */
  public Planned with(Verdict other, String why) {
    return new Planned(desired, live, other, List.of(), List.of(), why, force);
  }

  /** The key of the object. */
  public ObjectKey key() {
    return desired.key();
  }
}
