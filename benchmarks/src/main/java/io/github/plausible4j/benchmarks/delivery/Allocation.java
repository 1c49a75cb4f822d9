package io.github.plausible4j.benchmarks.delivery;

import com.sun.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes allocated by all threads, those that have ended too: a JDK 17 counts only living threads,
 * so what was seen of each is kept.
 */
final class Allocation {
  private static final Map<Long, Long> SEEN = new HashMap<>();

  private Allocation() {}

  static synchronized long total(ThreadMXBean threads) {
    for (long id : threads.getAllThreadIds()) {
      long bytes = threads.getThreadAllocatedBytes(id);
      if (bytes >= 0) {
        SEEN.merge(id, bytes, Math::max);
      }
    }
    return SEEN.values().stream().mapToLong(Long::longValue).sum();
  }
}
