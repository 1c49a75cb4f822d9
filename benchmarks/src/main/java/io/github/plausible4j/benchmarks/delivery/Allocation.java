package io.github.plausible4j.benchmarks.delivery;

import com.sun.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes allocated by all threads, including ended ones. JDK 17 counts only living threads, so
 * the last value of each thread is kept.
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
