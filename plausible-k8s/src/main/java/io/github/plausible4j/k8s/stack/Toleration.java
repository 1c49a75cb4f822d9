package io.github.plausible4j.k8s.stack;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A taint that a pod tolerates.
 *
 * @param key the key of the taint
 * @param value the value of the taint; null tolerates any value
 * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; null tolerates
 *     all effects
 */
public record Toleration(String key, @Nullable String value, @Nullable String effect) {
  static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  /** Requires the key to be non-null. */
  public Toleration {
    Objects.requireNonNull(key, "key");
  }

  /** Parses {@code key=value:effect}. The value and the effect are optional. */
  static Toleration parse(String taint) {
    int colon = taint.lastIndexOf(':');
    String named = colon < 0 ? taint : taint.substring(0, colon);
    int equals = named.indexOf('=');
    return new Toleration(
        equals < 0 ? named : named.substring(0, equals),
        equals < 0 ? null : named.substring(equals + 1),
        colon < 0 ? null : taint.substring(colon + 1));
  }
}
