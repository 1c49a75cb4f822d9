package io.github.plausible4j.admin.internal.rotation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plausible4j.admin.rotation.JournalEntry;
import io.github.plausible4j.admin.rotation.JournalEntry.State;
import io.github.plausible4j.admin.rotation.RotationException;
import io.github.plausible4j.admin.rotation.RotationJournal;
import io.github.plausible4j.admin.rotation.StackSecret;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores the journal in a ConfigMap {@code <stack>-rotation} beside the stack. A write succeeds
 * only if nobody has written since this object last read or wrote it.
 */
public final class ClusterJournal implements RotationJournal {
  private static final int CONFLICT = 409;
  private static final String FACT = "fact.";

  private final KubernetesClient client;
  private final PlausibleStack stack;
  private volatile String seen = "";

  public ClusterJournal(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
  }

  @Override
  public Optional<JournalEntry> read() {
    @Nullable ConfigMap map =
        client.configMaps().inNamespace(stack.namespace()).withName(name()).get();
    seen = map == null ? "" : map.getMetadata().getResourceVersion();
    return Optional.ofNullable(map).map(ConfigMap::getData).map(this::parsed);
  }

  @Override
  public void write(JournalEntry entry) {
    String version = seen;
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name())
            .withNamespace(stack.namespace())
            .addToLabels("app.kubernetes.io/instance", stack.name())
            .addToLabels("app.kubernetes.io/part-of", "plausible")
            .withResourceVersion(version.isEmpty() ? null : version)
            .endMetadata()
            .withData(text(entry))
            .build();
    try {
      var resource = client.resource(map);
      seen =
          (version.isEmpty() ? resource.create() : resource.update())
              .getMetadata()
              .getResourceVersion();
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        throw new RotationException(
            "Another rotator has written the journal "
                + name()
                + "; check what it does, then call resume() or rollback()");
      }
      throw e;
    }
  }

  private String name() {
    return stack.name() + "-rotation";
  }

  private static Map<String, String> text(JournalEntry entry) {
    Map<String, String> data = new TreeMap<>();
    data.put("secret", entry.secret().name());
    data.put("oldVersion", entry.oldVersion());
    data.put("newVersion", entry.newVersion());
    data.put("state", entry.state().name());
    data.put("step", Integer.toString(entry.step()));
    data.put("done", Boolean.toString(entry.done()));
    entry.facts().forEach((name, value) -> data.put(FACT + name, value));
    return data;
  }

  private JournalEntry parsed(Map<String, String> data) {
    Map<String, String> facts = new TreeMap<>();
    data.forEach(
        (key, value) -> {
          if (key.startsWith(FACT)) {
            facts.put(key.substring(FACT.length()), value);
          }
        });
    try {
      return new JournalEntry(
          StackSecret.valueOf(data.getOrDefault("secret", "")),
          data.getOrDefault("oldVersion", ""),
          data.getOrDefault("newVersion", ""),
          State.valueOf(data.getOrDefault("state", "")),
          Integer.parseInt(data.getOrDefault("step", "")),
          Boolean.parseBoolean(data.getOrDefault("done", "")),
          facts);
    } catch (IllegalArgumentException e) {
      throw new RotationException(
          "The journal in the ConfigMap "
              + name()
              + " of the namespace "
              + stack.namespace()
              + " was not written by this library ("
              + e.getMessage()
              + "); if no rotation is under way, delete the ConfigMap");
    }
  }
}
