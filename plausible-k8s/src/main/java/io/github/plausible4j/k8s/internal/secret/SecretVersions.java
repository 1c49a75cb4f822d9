package io.github.plausible4j.k8s.internal.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretComposer;
import io.github.plausible4j.k8s.internal.render.SecretEntry.Reference;
import io.github.plausible4j.k8s.internal.render.SecretTemplate;
import io.github.plausible4j.k8s.internal.render.StackSecrets;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a stack's Secrets in the cluster. Version {@code v1} is the Secret that an apply
 * creates. Later versions are immutable Secrets with the same name and a suffix such as {@code
 * -v2}. An annotation on the first one names the live version, which pods read after the next
 * apply. Every call is idempotent. Thread-safe. The caller keeps ownership of the client.
 */
public final class SecretVersions {
  /** The field manager of the changes. */
  public static final String FIELD_MANAGER = "plausible4j-rotation";

  private static final String FIRST = "v1";
  private static final String RETIRED = "plausible4j.io/retired";

  private final KubernetesClient client;
  private final PlausibleStack stack;

  /** Creates access to the Secrets of a stack in the client's cluster. */
  public SecretVersions(KubernetesClient client, PlausibleStack stack) {
    this.client = Objects.requireNonNull(client, "client");
    this.stack = Objects.requireNonNull(stack, "stack");
  }

  /** Whether the stack has this Secret and owns it, rather than referring to an existing one. */
  public boolean isOwn(SecretRole role) {
    return template(role).isPresent();
  }

  /** The live version, which pods read after the next apply; empty if the Secret does not exist. */
  public Optional<String> live(SecretRole role) {
    return get(base(role))
        .map(
            secret -> {
              String name = annotation(secret, SecretBindings.LIVE_NAME);
              return name.isEmpty() ? FIRST : version(role, name);
            });
  }

  /** All versions that have not been deleted, oldest first. */
  public List<String> all(SecretRole role) {
    List<String> versions = new ArrayList<>();
    for (Secret secret : client.secrets().inNamespace(stack.namespace()).list().getItems()) {
      String version = version(role, secret.getMetadata().getName());
      if (!version.isEmpty() && annotation(secret, RETIRED).isEmpty()) {
        versions.add(version);
      }
    }
    versions.sort(Comparator.comparingInt(version -> Integer.parseInt(version.substring(1))));
    return versions;
  }

  /** The content of a version; empty if the version does not exist or was deleted. */
  public Optional<SecretValues> read(SecretRole role, String version) {
    return get(name(role, version))
        .filter(secret -> annotation(secret, RETIRED).isEmpty())
        .map(secret -> SecretValues.of(decoded(secret)));
  }

  /**
   * Creates a version. Composed values, such as a URL with a password, are composed again. Keys
   * that are not given are copied from the live version. An existing version is not changed.
   *
   * @throws IllegalArgumentException if the stack does not own this Secret
   * @throws IllegalStateException if a Secret or key that the new version is composed of is missing
   */
  public void create(SecretRole role, String version, SecretValues values) {
    SecretTemplate template =
        template(role)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        base(role)
                            + " is not one of the stack's own Secrets; change it where it is"
                            + " managed"));
    Map<String, String> data = content(template, values, live(role).flatMap(v -> read(role, v)));
    data.replaceAll((key, value) -> encoded(value));
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name(role, version))
            .withNamespace(stack.namespace())
            .withLabels(template.labels())
            .endMetadata()
            .withType(template.type())
            .withImmutable(version.equals(FIRST) ? null : true)
            .withData(data)
            .build();
    try {
      client.resource(secret).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != 409) {
        throw e;
      }
    }
  }

  private Map<String, String> content(
      SecretTemplate template, SecretValues given, Optional<SecretValues> previous) {
    Map<String, String> values = new TreeMap<>();
    for (String key : template.keys()) {
      previous.flatMap(old -> old.reveal(key)).ifPresent(value -> values.put(key, value));
    }
    for (String key : given.keys()) {
      given.reveal(key).ifPresent(value -> values.put(key, value));
    }
    for (Reference missing :
        new SecretComposer(template, this::liveContent).complete(values, Map.of())) {
      throw new IllegalStateException(
          "The Secret "
              + missing.secretName()
              + " has no key "
              + missing.key()
              + ", which "
              + template.name()
              + " is composed of; restore it and try again");
    }
    return values;
  }

  /**
   * Makes a version live. Pods read it after the next apply.
   *
   * @throws IllegalStateException if the version does not exist
   */
  public void makeLive(SecretRole role, String version) {
    String name = name(role, version);
    if (get(name).isEmpty()) {
      throw new IllegalStateException("There is no Secret " + name + " to make live");
    }
    annotate(role, SecretBindings.LIVE_NAME, name, false);
  }

  /**
   * Deletes a version, if it exists. The first version is only emptied, because its annotation
   * names the live version.
   *
   * @throws IllegalStateException if the version is live
   */
  public void delete(SecretRole role, String version) {
    if (live(role).filter(version::equals).isPresent()) {
      throw new IllegalStateException(
          version + " of " + base(role) + " is live; make another version live first");
    }
    if (version.equals(FIRST)) {
      annotate(role, RETIRED, "true", true);
    } else {
      client.secrets().inNamespace(stack.namespace()).withName(name(role, version)).delete();
    }
  }

  private void annotate(SecretRole role, String annotation, String value, boolean emptied) {
    PatchContext context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(FIELD_MANAGER)
            .build();
    client
        .secrets()
        .inNamespace(stack.namespace())
        .withName(base(role))
        .patch(
            context,
            "{\"metadata\":{\"annotations\":{\""
                + annotation
                + "\":\""
                + value
                + "\"}}"
                + (emptied ? ",\"data\":null" : "")
                + "}");
  }

  private Optional<SecretTemplate> template(SecretRole role) {
    return StackSecrets.of(stack).stream()
        .filter(template -> template.name().equals(base(role)))
        .findFirst();
  }

  private Map<String, String> liveContent(String name) {
    return get(name)
        .map(
            secret -> {
              String live = annotation(secret, SecretBindings.LIVE_NAME);
              return live.isEmpty()
                  ? decoded(secret)
                  : get(live).map(s -> decoded(s)).orElseThrow();
            })
        .orElse(Map.of());
  }

  private Optional<Secret> get(String name) {
    return Optional.ofNullable(
        client.secrets().inNamespace(stack.namespace()).withName(name).get());
  }

  private String base(SecretRole role) {
    return stack.named(role.suffix());
  }

  private String name(SecretRole role, String version) {
    return version.equals(FIRST) ? base(role) : base(role) + "-" + version;
  }

  /** The version in a Secret's name; empty if it is another Secret. */
  private String version(SecretRole role, String name) {
    String base = base(role);
    if (name.equals(base)) {
      return FIRST;
    }
    String rest = name.startsWith(base + "-") ? name.substring(base.length() + 1) : "";
    return rest.matches("v[1-9]\\d{0,8}") ? rest : "";
  }

  private static String annotation(Secret secret, String name) {
    @Nullable Map<String, String> annotations = secret.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(name, "");
  }

  private static Map<String, String> decoded(Secret secret) {
    Map<String, String> values = new TreeMap<>();
    @Nullable Map<String, String> data = secret.getData();
    if (data != null) {
      data.forEach(
          (key, value) ->
              values.put(
                  key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    return values;
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }
}
