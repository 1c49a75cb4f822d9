package io.github.plausible4j.k8s.stack;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A taint that a pod tolerates.
 *
 * @param key of the taint
 * @param value null for any
 * @param effect null for all, else {@code NoSchedule}, {@code PreferNoSchedule} or {@code
 *     NoExecute}
 */
public record Toleration(String key, @Nullable String value, @Nullable String effect) {
  static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  /** The key is needed. */
  public Toleration {
    Objects.requireNonNull(key, "key");
  }

  /** Reads {@code key=value:effect}; value and effect may be left out. */
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
