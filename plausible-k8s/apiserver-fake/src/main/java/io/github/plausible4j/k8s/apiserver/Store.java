package io.github.plausible4j.k8s.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The objects, their versions and their watches. Guarded by its own lock. */
final class Store {
  /** A change that a watch reports. A change without an object is a bookmark or ends the watch. */
  record Change(String type, @Nullable Kind kind, @Nullable ObjectNode object, long version) {
    boolean isBookmark() {
      return type.equals(BOOKMARK);
    }
  }

  private static final Change END = new Change("", null, null, 0);
  private static final String BOOKMARK = "BOOKMARK";

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<Kind, NavigableMap<String, ObjectNode>> objects = new LinkedHashMap<>();
  private final List<Change> history = new ArrayList<>();
  private final List<BlockingQueue<Change>> watches = new CopyOnWriteArrayList<>();
  private long version = 100;
  private long forgotten;
  private int expired;

  Store() {
    Kind.BUILT_IN.forEach(this::serve);
  }

  synchronized void serve(Kind kind) {
    kinds.put(kind.root() + "/" + kind.plural(), kind);
  }

  synchronized List<Kind> kinds() {
    return List.copyOf(kinds.values());
  }

  synchronized Kind kind(String root, String plural) {
    Kind kind = kinds.get(root + "/" + plural);
    if (kind == null) {
      throw ApiFailure.noSuchPath();
    }
    return kind;
  }

  synchronized Kind named(String kind) {
    return kinds.values().stream().filter(k -> k.kind().equals(kind)).findFirst().orElseThrow();
  }

  synchronized @Nullable ObjectNode get(Kind kind, String namespace, String name) {
    ObjectNode found = of(kind).get(namespace + "/" + name);
    return found == null ? null : found.deepCopy();
  }

  synchronized List<ObjectNode> list(Kind kind, String namespace) {
    NavigableMap<String, ObjectNode> all = of(kind);
    // "0" follows "/".
    var wanted =
        namespace.isEmpty() ? all : all.subMap(namespace + "/", true, namespace + "0", false);
    List<ObjectNode> found = new ArrayList<>();
    wanted.values().forEach(object -> found.add(object.deepCopy()));
    return found;
  }

  private NavigableMap<String, ObjectNode> of(Kind kind) {
    return objects.computeIfAbsent(kind, unused -> new TreeMap<>());
  }

  synchronized long version() {
    return version;
  }

  /** Stores an object under a new version. */
  synchronized ObjectNode put(Kind kind, ObjectNode object) {
    ObjectNode metadata = (ObjectNode) object.get("metadata");
    String key = key(object);
    boolean known = of(kind).containsKey(key);
    metadata.put("resourceVersion", String.valueOf(++version));
    of(kind).put(key, object.deepCopy());
    record(new Change(known ? "MODIFIED" : "ADDED", kind, object.deepCopy(), version));
    return object;
  }

  synchronized void remove(Kind kind, ObjectNode object) {
    of(kind).remove(key(object));
    ObjectNode last = object.deepCopy();
    ((ObjectNode) last.get("metadata")).put("resourceVersion", String.valueOf(++version));
    record(new Change("DELETED", kind, last, version));
  }

  /** Watches the changes after a version, past and future ones. */
  synchronized BlockingQueue<Change> watch(long since) {
    if (since > 0 && since < forgotten) {
      expired++;
      throw ApiFailure.gone("too old resource version: " + since + " (" + forgotten + ")");
    }
    BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    history.stream().filter(change -> change.version() > since).forEach(queue::add);
    watches.add(queue);
    return queue;
  }

  void unwatch(BlockingQueue<Change> queue) {
    watches.remove(queue);
  }

  /** Deletes the history and ends each watch. A new watch from an old version receives 410 Gone. */
  synchronized void compact() {
    forgotten = ++version;
    history.clear();
    endWatches();
  }

  /**
   * Like {@link #compact}, after a bookmark for each watch. Lists then have a later version.
   * Returns the bookmark's version.
   */
  synchronized long compactAfterBookmarks() {
    long bookmarked = version + 1;
    Change bookmark = new Change(BOOKMARK, null, null, bookmarked);
    watches.forEach(queue -> queue.add(bookmark));
    compact();
    version++;
    return bookmarked;
  }

  /** The number of watches from a deleted version. */
  synchronized int expiredWatches() {
    return expired;
  }

  void endWatches() {
    watches.forEach(queue -> queue.add(END));
  }

  private void record(Change change) {
    history.add(change);
    watches.forEach(queue -> queue.add(change));
  }

  private static String key(JsonNode object) {
    JsonNode metadata = object.get("metadata");
    return metadata.path("namespace").asText("") + "/" + metadata.path("name").asText();
  }
}
