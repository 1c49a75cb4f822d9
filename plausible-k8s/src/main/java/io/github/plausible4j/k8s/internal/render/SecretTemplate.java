package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.StackComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Secret of the stack without its values: what to create when it is missing.
 *
 * @param name the Secret's name before any rotation
 * @param namespace the stack's
 * @param type such as {@code Opaque}
 * @param component the part of the stack that it belongs to
 * @param secretClass what its loss means
 * @param labels those of every object of the stack
 * @param entries its keys; those that refer to others come after them
 */
public record SecretTemplate(
    String name,
    String namespace,
    String type,
    StackComponent component,
    SecretClass secretClass,
    Map<String, String> labels,
    List<SecretEntry> entries) {

  /** What the loss of a Secret means. */
  public enum SecretClass {
    /** Data are lost with it: made once, only an address follows, kept when the stack goes. */
    DATA,
    /** The caller keeps it: follows what the caller gives. */
    EXTERNAL,
    /** Needed once, to make the first user. */
    BOOTSTRAP
  }

  public SecretTemplate {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    entries = List.copyOf(entries);
  }

  Tier tier() {
    return Tier.CONFIGURATION;
  }

  /** The annotations that the Secret gets, as every object of the stack. */
  public Map<String, String> annotations() {
    return new TreeMap<>(Map.of(Tier.ANNOTATION, tier().label()));
  }

  public List<String> keys() {
    return entries.stream().map(SecretEntry::key).toList();
  }

  public Optional<SecretEntry> entry(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Whether pods that read a content would be led to another database than the stack has. */
  public boolean leadsElsewhere(Map<String, String> content) {
    return entries.stream()
        .filter(SecretEntry.Composed.class::isInstance)
        .map(SecretEntry.Composed.class::cast)
        .anyMatch(
            composed ->
                Optional.ofNullable(content.get(composed.key()))
                    .filter(composed::leadsElsewhere)
                    .isPresent());
  }
}
