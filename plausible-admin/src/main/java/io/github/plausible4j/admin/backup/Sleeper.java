package io.github.plausible4j.admin.backup;

import java.io.IOException;
import java.time.Duration;

/** Waits between two looks at a server that works. */
@FunctionalInterface
interface Sleeper {
  void take(Duration time) throws IOException;

  static Sleeper asleep() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while ClickHouse worked", e);
      }
    };
  }
}
