package io.github.plausible4j.admin.internal.backup;

import java.io.IOException;
import java.time.Duration;

/** Lets time pass between two looks at a server that works. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration time) throws IOException;

  static Sleeper ofThisThread() {
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
