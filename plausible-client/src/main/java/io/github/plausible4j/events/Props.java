package io.github.plausible4j.events;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** An immutable map view of an event's array of custom properties. */
final class Props extends AbstractMap<String, String> {
  private final String[] keysAndValues;

  /** Takes alternating keys and values; the array must not change any more. */
  Props(String[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keysAndValues.length / 2;
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keysAndValues.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      next += 2;
      return Map.entry(keysAndValues[next - 2], keysAndValues[next - 1]);
    }
  }
}
