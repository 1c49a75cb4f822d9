package io.github.plausible4j.testkit.internal.stats.count;

import java.util.Arrays;

/** Counts distinct numbers. Most groups have few, so the first number needs no hash table. */
final class DistinctIds {
  private static final int FIRST_CAPACITY = 8;

  private int size;
  private long only;
  private boolean hasZero;
  private long[] table = {};

  void add(long id) {
    if (size == 0) {
      only = id;
      size = 1;
    } else if (size > 1 || id != only) {
      if (table.length == 0) {
        table = new long[FIRST_CAPACITY];
        size = 0;
        insert(only);
      }
      insert(id);
    }
  }

  int size() {
    return size;
  }

  private void insert(long id) {
    if (id == 0) {
      size += hasZero ? 0 : 1;
      hasZero = true;
    } else if (put(table, id)) {
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    Arrays.stream(table).filter(id -> id != 0).forEach(id -> put(larger, id));
    table = larger;
  }

  private static boolean put(long[] table, long id) {
    int mask = table.length - 1;
    int slot = Long.hashCode(id * 0x9E3779B97F4A7C15L) & mask;
    while (table[slot] != 0) {
      if (table[slot] == id) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = id;
    return true;
  }
}
