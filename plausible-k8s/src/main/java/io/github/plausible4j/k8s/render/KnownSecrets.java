package io.github.plausible4j.k8s.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bindings to Secrets that the caller has. Only their digests are kept. */
final class KnownSecrets implements SecretBindings {
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, String> liveNames = new HashMap<>();

  /** Uses only the Secrets among the objects. */
  KnownSecrets(Collection<? extends HasMetadata> objects) {
    for (HasMetadata object : objects) {
      if (object instanceof Secret secret) {
        String name = secret.getMetadata().getName();
        digests.put(name, SecretEntry.digest(values(secret)));
        Map<String, String> annotations = secret.getMetadata().getAnnotations();
        String live = annotations == null ? null : annotations.get(LIVE_NAME);
        liveNames.put(name, live == null || live.isEmpty() ? name : live);
      }
    }
  }

  private static Map<String, String> values(Secret secret) {
    Map<String, String> values = new TreeMap<>();
    if (secret.getData() != null) {
      secret
          .getData()
          .forEach(
              (key, value) ->
                  values.put(
                      key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    if (secret.getStringData() != null) {
      values.putAll(secret.getStringData());
    }
    return values;
  }

  @Override
  public String liveName(String templateName) {
    return liveNames.getOrDefault(templateName, templateName);
  }

  @Override
  public Optional<String> digest(String liveName) {
    return Optional.ofNullable(digests.get(liveName));
  }
}
