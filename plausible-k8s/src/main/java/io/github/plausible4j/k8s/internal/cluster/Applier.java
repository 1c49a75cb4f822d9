package io.github.plausible4j.k8s.internal.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** For internal use only. Carries a plan out, one object at a time. */
public final class Applier {
  private static final Duration DELETION_TIMEOUT = Duration.ofMinutes(2);

  private final KubeApi api;

  /**
   * The result of a change.
   *
   * @param object the object after the change, empty if there is none
   * @param warnings the warnings of the API server
   */
  public record Outcome(Optional<KubeObject> object, List<String> warnings) {}

  public Applier(KubeApi api) {
    this.api = api;
  }

  /**
   * Carries out the planned change.
   *
   * @throws KubeApiException if the API server refuses it
   */
  public Outcome apply(Planned planned) {
    KubeObject live = planned.live();
    return switch (planned.action()) {
      case NOOP, KEEP, CONFLICT -> new Outcome(Optional.ofNullable(live), List.of());
      case CREATE, UPDATE, ADOPT -> write(planned);
      case REPLACE -> {
        if (live != null && !live.beingDeleted()) {
          api.delete(live, false);
        }
        api.awaitGone(planned.ref(), DELETION_TIMEOUT);
        yield write(planned);
      }
      case PRUNE -> {
        if (live != null) {
          api.delete(live, false);
        }
        yield new Outcome(Optional.empty(), List.of());
      }
    };
  }

  private Outcome write(Planned planned) {
    KubeApi.Applied applied = api.apply(planned.desired(), planned.force(), false);
    return new Outcome(Optional.of(applied.object()), applied.warnings());
  }
}
