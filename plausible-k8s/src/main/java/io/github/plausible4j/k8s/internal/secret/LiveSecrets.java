package io.github.plausible4j.k8s.internal.secret;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.k8s.internal.cluster.KubeApi;
import io.github.plausible4j.k8s.internal.cluster.KubeObject;
import io.github.plausible4j.k8s.internal.cluster.LiveObjects;
import io.github.plausible4j.k8s.internal.render.SecretBindings;
import io.github.plausible4j.k8s.internal.render.SecretEntry;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The Secrets in the cluster that a stack uses: its own and existing ones that it refers to. */
public final class LiveSecrets implements SecretBindings {
  private final KubeApi api;
  private final String namespace;
  private final LiveObjects live;
  private final Map<String, Optional<Map<String, String>>> contents = new HashMap<>();
  private final Map<String, Optional<KubeObject>> unlisted = new HashMap<>();
  private final Set<String> promised = new HashSet<>();

  public LiveSecrets(KubeApi api, String namespace, LiveObjects live) {
    this.api = api;
    this.namespace = namespace;
    this.live = live;
  }

  /** The reference to a Secret in the stack's namespace. */
  public ObjectRef key(String name) {
    return new ObjectRef("v1", "Secret", namespace, name);
  }

  Optional<KubeObject> object(String name) {
    Optional<KubeObject> listed = live.get(key(name));
    return listed.isPresent() ? listed : unlisted.computeIfAbsent(name, n -> api.get(key(n)));
  }

  /** The Secrets that the workloads' pods read but the stack does not own. */
  public List<KubeObject> foreign(Collection<KubeObject> workloads) {
    return SecretUsage.of(workloads).keySet().stream()
        .filter(name -> !name.isEmpty() && !promised.contains(name))
        .filter(name -> live.get(key(name)).isEmpty())
        .flatMap(name -> object(name).stream())
        .toList();
  }

  @Override
  public String liveName(String templateName) {
    String name = live.get(key(templateName)).map(s -> s.annotation(LIVE_NAME)).orElse("");
    return name.isEmpty() ? templateName : name;
  }

  /** The decoded values of a Secret by key; empty if the Secret does not exist. */
  Optional<Map<String, String>> content(String name) {
    return contents.computeIfAbsent(name, n -> object(n).map(LiveSecrets::decode));
  }

  /** Sets the content of a Secret that is about to be created or changed. */
  void promise(String name, Map<String, String> content) {
    promised.add(name);
    contents.put(name, Optional.of(content));
  }

  private static Map<String, String> decode(KubeObject secret) {
    Map<String, String> values = new TreeMap<>();
    JsonNode data = secret.at("/data");
    Iterator<String> keys = data.fieldNames();
    keys.forEachRemaining(
        key ->
            values.put(
                key,
                new String(
                    Base64.getDecoder().decode(data.get(key).asText()), StandardCharsets.UTF_8)));
    return values;
  }

  @Override
  public Optional<String> digest(String liveName) {
    return content(liveName).map(SecretEntry::digest);
  }
}
