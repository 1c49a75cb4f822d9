package io.github.plausible4j.testkit.internal.stats.count;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which groups an event or a visit belongs to. Of one dimension the key is its value, of several
 * the list of their values.
 */
final class Grouping<T> {
  private static final Object EVERYTHING = List.of();

  private final List<Function<T, List<Object>>> dimensions;

  /** Of functions that give the values of one dimension, most often one. */
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

  /** The key when nothing is grouped, of the one row that there always is; else null. */
  @Nullable Object keyOfEverything() {
    return dimensions.isEmpty() ? EVERYTHING : null;
  }
}
