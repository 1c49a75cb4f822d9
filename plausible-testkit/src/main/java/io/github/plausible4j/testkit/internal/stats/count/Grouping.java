package io.github.plausible4j.testkit.internal.stats.count;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the groups of an event or a visit. With one dimension, the key is its value; with several,
 * the key is the list of their values.
 */
final class Grouping<T> {
  private static final Object EVERYTHING = List.of();

  private final List<Function<T, List<Object>>> dimensions;

  /** Creates a grouping from functions that return the values of a dimension, usually one value. */
  Grouping(List<Function<T, List<Object>>> dimensions) {
    this.dimensions = List.copyOf(dimensions);
  }

  void forEachKey(T item, Consumer<Object> keys) {
    if (dimensions.isEmpty()) {
      keys.accept(EVERYTHING);
    } else if (dimensions.size() == 1) {
      dimensions.get(0).apply(item).forEach(keys);
    } else {
      combine(item, new ArrayList<>(), keys);
    }
  }

  private void combine(T item, List<Object> start, Consumer<Object> keys) {
    if (start.size() == dimensions.size()) {
      keys.accept(List.copyOf(start));
      return;
    }
    for (Object value : dimensions.get(start.size()).apply(item)) {
      start.add(value);
      combine(item, start, keys);
      start.remove(start.size() - 1);
    }
  }

  /** The key of the single row if there are no dimensions; otherwise null. */
  @Nullable Object keyOfEverything() {
    return dimensions.isEmpty() ? EVERYTHING : null;
  }
}
