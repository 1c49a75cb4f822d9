package io.github.plausible4j.k8s.internal.secret;

import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Composed;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Part;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Text;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the whole content of a new version from the values that are new in it. */
final class SecretComposition {
  private final SecretTemplate template;
  private final Function<String, Map<String, String>> otherSecrets;

  SecretComposition(SecretTemplate template, Function<String, Map<String, String>> otherSecrets) {
    this.template = template;
    this.otherSecrets = otherSecrets;
  }

  Map<String, String> complete(SecretValues given, Optional<SecretValues> previous) {
    Map<String, String> values = new TreeMap<>();
    for (String key : template.keys()) {
      previous.flatMap(p -> p.reveal(key)).ifPresent(value -> values.put(key, value));
    }
    for (String key : given.keys()) {
      given.reveal(key).ifPresent(value -> values.put(key, value));
    }
    for (SecretEntry entry : template.entries()) {
      if (entry instanceof Composed composed && !composed.references().isEmpty()) {
        Composed renamed = forUser(composed, values.get(StackSecrets.USERNAME));
        values.put(entry.key(), renamed.compose(reference -> value(reference, values)));
      }
    }
    return values;
  }

  /** An address has the user in its text. */
  private Composed forUser(Composed composed, @Nullable String user) {
    List<Part> parts = new ArrayList<>(composed.parts());
    if (user != null && parts.get(0) instanceof Text first && first.text().endsWith(":")) {
      int at = first.text().indexOf("://");
      if (at > 0) {
        parts.set(0, new Text(first.text().substring(0, at + 3) + user + ":"));
      }
    }
    return new Composed(composed.key(), parts);
  }

  private String value(Reference reference, Map<String, String> own) {
    String value =
        reference.secretName().equals(template.name())
            ? own.get(reference.key())
            : otherSecrets.apply(reference.secretName()).get(reference.key());
    if (value == null) {
      throw new IllegalStateException(
          "The Secret "
              + reference.secretName()
              + " has no key "
              + reference.key()
              + ", which "
              + template.name()
              + " is made with; put it back and repeat");
    }
    return value.strip(); // as at the first apply
  }
}
