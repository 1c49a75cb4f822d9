package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.release.StackComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Secret of the stack without its values, to be created if it is missing.
 *
 * @param name the Secret's name before any rotation
 * @param namespace the stack's namespace
 * @param type the Secret's type, such as {@code Opaque}
 * @param component the component that it belongs to
 * @param secretClass the consequence of its loss
 * @param labels the labels
 * @param entries its keys; composed ones come after those that they refer to
 */
public record SecretTemplate(
    String name,
    String namespace,
    String type,
    StackComponent component,
    SecretClass secretClass,
    Map<String, String> labels,
    List<SecretEntry> entries) {

  /** The consequence of the loss of a Secret. */
  public enum SecretClass {
    /**
     * Data cannot be used without it. It is created once, only a database URL in it is updated, and
     * it is kept when the stack is removed.
     */
    DATA,
    /** The caller manages its values. It is updated with them. */
    EXTERNAL,
    /** Needed once, to create the first user. */
    BOOTSTRAP
  }

  public SecretTemplate {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    entries = List.copyOf(entries);
  }

  Tier tier() {
    return Tier.CONFIGURATION;
  }

  /** The annotations, as on every object of the stack. */
  public Map<String, String> annotations() {
    return new TreeMap<>(Map.of(Tier.ANNOTATION, tier().label()));
  }

  public List<String> keys() {
    return entries.stream().map(SecretEntry::key).toList();
  }

  public Optional<SecretEntry> entry(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Whether the content has the URL of another database than the stack's. */
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
