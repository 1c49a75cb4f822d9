package io.github.plausible4j.k8s.internal.render;

import io.github.plausible4j.k8s.internal.render.SecretEntry.Composed;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Part;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Composes values of a Secret from other values. For internal use only. */
public final class SecretComposer {
  private final SecretTemplate template;
  private final Function<String, Map<String, String>> otherSecrets;

  /**
   * Creates a composer for one Secret.
   *
   * @param otherSecrets returns the content of another Secret by its template's name; empty if
   *     there is none
   */
  public SecretComposer(
      SecretTemplate template, Function<String, Map<String, String>> otherSecrets) {
    this.template = template;
    this.otherSecrets = otherSecrets;
  }

  /**
   * Adds the values that can be composed.
   *
   * @param values the known values, to which composed ones are added; an existing value without
   *     references stays
   * @param known further values of the same Secret, which are not added
   * @return the references that have no value
   */
  public List<Reference> complete(Map<String, String> values, Map<String, String> known) {
    List<Reference> missing = new ArrayList<>();
    for (SecretEntry entry : template.entries()) {
      if (entry instanceof Composed composed
          && !(composed.references().isEmpty() && values.containsKey(entry.key()))) {
        List<Reference> unresolved =
            composed.references().stream()
                .filter(reference -> value(reference, values, known).isEmpty())
                .toList();
        missing.addAll(unresolved);
        if (unresolved.isEmpty()) {
          Composed renamed = forUser(composed, values.get(StackSecrets.USERNAME));
          values.put(entry.key(), renamed.compose(each -> value(each, values, known)));
        }
      }
    }
    return missing;
  }

  /** Replaces the user name in the text of a URL. */
  private static Composed forUser(Composed composed, @Nullable String user) {
    List<Part> parts = new ArrayList<>(composed.parts());
    if (user != null && parts.get(0) instanceof Text first && first.text().endsWith(":")) {
      int at = first.text().indexOf("://");
      if (at > 0) {
        parts.set(0, new Text(first.text().substring(0, at + 3) + user + ":"));
      }
    }
    return new Composed(composed.key(), parts);
  }

  /** The value of a reference, empty if there is none. */
  private String value(Reference reference, Map<String, String> values, Map<String, String> known) {
    String key = reference.key();
    if (reference.secretName().equals(template.name())) {
      return values.getOrDefault(key, known.getOrDefault(key, ""));
    }
    // Others often create it from a file with a trailing newline, which Plausible strips as well.
    return otherSecrets.apply(reference.secretName()).getOrDefault(key, "").strip();
  }
}
