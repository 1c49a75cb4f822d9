package io.github.plausible4j.admin.internal.restore;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plausible4j.k8s.stack.PlausibleStack;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Stores the progress of a restore in a ConfigMap {@code <stack>-restore} beside the stack, to
 * distinguish data of an unfinished restore from data to keep. Writers hold the stack's lease.
 */
final class RestoreJournal {
  private static final String BACKUP = "backup";
  private static final String DONE = "done";

  private final KubernetesClient client;
  private final PlausibleStack stack;

  RestoreJournal(KubernetesClient client, PlausibleStack stack) {
    this.client = client;
    this.stack = stack;
  }

  /**
   * A restore that has not finished.
   *
   * @param backup the backup that is restored
   * @param done the kinds of databases that were restored
   */
  record Entry(String backup, Set<String> done) {
    Entry {
      done = Set.copyOf(done);
    }

    Entry with(String kind) {
      Set<String> more = new TreeSet<>(done);
      more.add(kind);
      return new Entry(backup, more);
    }
  }

  Optional<Entry> read() {
    @Nullable ConfigMap map =
        client.configMaps().inNamespace(stack.namespace()).withName(name()).get();
    return Optional.ofNullable(map)
        .map(ConfigMap::getData)
        .map(
            data -> {
              String done = data.getOrDefault(DONE, "");
              return new Entry(
                  data.getOrDefault(BACKUP, ""),
                  done.isEmpty() ? Set.of() : Set.of(done.split(",", -1)));
            });
  }

  void write(Entry entry) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name())
            .withNamespace(stack.namespace())
            .addToLabels("app.kubernetes.io/instance", stack.name())
            .addToLabels("app.kubernetes.io/part-of", "plausible")
            .endMetadata()
            .withData(
                Map.of(BACKUP, entry.backup(), DONE, String.join(",", new TreeSet<>(entry.done()))))
            .build();
    var resource = client.resource(map);
    if (resource.get() == null) {
      resource.create();
    } else {
      resource.update();
    }
  }

  void delete() {
    client.configMaps().inNamespace(stack.namespace()).withName(name()).delete();
  }

  private String name() {
    return stack.name() + "-restore";
  }
}
