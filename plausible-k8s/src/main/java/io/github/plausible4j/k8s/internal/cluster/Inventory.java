package io.github.plausible4j.k8s.internal.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plausible4j.k8s.plan.ObjectRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * For internal use only. The list of objects that belong to a stack, kept in a ConfigMap beside it.
 * An apply deletes only objects that are in it. Immutable.
 */
public final class Inventory {
  private static final String DATA_KEY = "objects";

  /**
   * The recorded state of an object.
   *
   * @param uid the object's UID, empty until the object is known to exist
   * @param done whether it is a Job that has completed
   */
  public record Entry(String uid, boolean done) {
    /** An object that is about to be created. */
    public static final Entry INTENDED = new Entry("", false);
  }

  private final Map<ObjectRef, Entry> entries;

  private Inventory(Map<ObjectRef, Entry> entries) {
    this.entries = new TreeMap<>(entries);
  }

  /** An empty inventory. */
  public static Inventory empty() {
    return new Inventory(Map.of());
  }

  /** Parses the record. Lines with fewer fields than expected and unknown marks are ignored. */
  public static Inventory parse(KubeObject configMap) {
    Map<ObjectRef, Entry> entries = new TreeMap<>();
    for (String line : configMap.at("/data").path(DATA_KEY).asText("").split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length >= 5) {
        List<String> marks = List.of(words).subList(5, words.length);
        entries.put(
            new ObjectRef(words[0], words[1], words[2].equals("-") ? "" : words[2], words[3]),
            new Entry(words[4].equals("-") ? "" : words[4], marks.contains("done")));
      }
    }
    return new Inventory(entries);
  }

  /** The entry of an object, if it is recorded. */
  public Optional<Entry> get(ObjectRef key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** All recorded objects. */
  public Collection<ObjectRef> keys() {
    return entries.keySet();
  }

  /** Returns a copy with this entry, which replaces an earlier one. */
  public Inventory with(ObjectRef key, Entry entry) {
    Inventory changed = new Inventory(entries);
    changed.entries.put(key, entry);
    return changed;
  }

  /** Returns a copy without the object. */
  public Inventory without(ObjectRef key) {
    Inventory changed = new Inventory(entries);
    changed.entries.remove(key);
    return changed;
  }

  /** Whether a live object is the recorded one, rather than another one with the same name. */
  public boolean isSame(KubeObject live) {
    Entry entry = entries.get(live.ref());
    return entry != null && (entry.uid().isEmpty() || entry.uid().equals(live.uid()));
  }

  /** The inventory as a ConfigMap, with additional entries in its data. */
  public KubeObject toConfigMap(
      String name, String namespace, Map<String, String> labels, Map<String, String> more) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("name", name).put("namespace", namespace);
    ObjectNode labelled = metadata.putObject("labels");
    new TreeMap<>(labels).forEach(labelled::put);
    ObjectNode data = map.putObject("data").put(DATA_KEY, text());
    new TreeMap<>(more).forEach(data::put);
    return new KubeObject(map);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (key, entry) -> {
          text.append(key.apiVersion()).append(' ').append(key.kind()).append(' ');
          text.append(key.namespace().isEmpty() ? "-" : key.namespace()).append(' ');
          text.append(key.name()).append(' ');
          text.append(entry.uid().isEmpty() ? "-" : entry.uid());
          text.append(entry.done() ? " done" : "");
          text.append('\n');
        });
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
