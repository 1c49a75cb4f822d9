package io.github.plausible4j.k8s.internal.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Secrets of a stack with generated and given values. For internal use only. */
public final class SecretManifests {
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretManifests() {}

  /**
   * Renders every Secret of a stack. Each call generates new values.
   *
   * @throws IllegalStateException if a value is composed of an existing Secret, which is unknown
   *     here
   */
  public static List<HasMetadata> render(PlausibleStack stack) {
    Map<String, Map<String, String>> contents = new HashMap<>();
    List<HasMetadata> secrets = new ArrayList<>();
    for (SecretTemplate template : StackSecrets.of(stack)) {
      Map<String, String> values = generated(template);
      new SecretComposer(template, name -> contents.getOrDefault(name, Map.of()))
          .complete(values, Map.of()).stream()
              .findFirst()
              .ifPresent(
                  missing -> {
                    throw new IllegalStateException(
                        "The Secret "
                            + template.name()
                            + " is composed of the key "
                            + missing.key()
                            + " of the Secret "
                            + missing.secretName()
                            + ", which is not known here; pass the value with SecretSource.of");
                  });
      contents.put(template.name(), values);
      secrets.add(secret(template, template.type(), values));
    }
    return secrets;
  }

  /** The generated and given values of a new Secret. */
  public static Map<String, String> generated(SecretTemplate template) {
    Map<String, String> values = new LinkedHashMap<>();
    for (SecretEntry entry : template.entries()) {
      if (entry instanceof SecretEntry.Generated generated) {
        values.put(entry.key(), generated.kind().generate(RANDOM));
      } else if (entry instanceof SecretEntry.Given given) {
        values.put(entry.key(), given.value().reveal());
      } else if (!(entry instanceof SecretEntry.Composed)) {
        throw new IllegalStateException("no value for " + entry.getClass());
      }
    }
    return values;
  }

  /** The Secret of a template with these values. */
  public static Secret secret(SecretTemplate template, String type, Map<String, String> values) {
    Map<String, String> data = new TreeMap<>();
    values.forEach(
        (key, value) ->
            data.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(template.name())
        .withNamespace(template.namespace())
        .withLabels(template.labels())
        .withAnnotations(template.annotations())
        .endMetadata()
        .withType(type)
        .withData(data)
        .build();
  }
}
