package io.github.plausible4j.k8s.internal.secret;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The content of a Secret. {@link #toString} shows only the keys. Immutable. */
public final class SecretValues {
  private final Map<String, String> values;

  private SecretValues(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** Wraps the values by key. */
  public static SecretValues of(Map<String, String> values) {
    return new SecretValues(values);
  }

  /** The keys. */
  public Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  /** The value of a key, if there is one. Keep it out of logs, arguments and messages. */
  public Optional<String> reveal(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Shows only the keys. */
  @Override
  public String toString() {
    return "SecretValues" + values.keySet();
  }
}
