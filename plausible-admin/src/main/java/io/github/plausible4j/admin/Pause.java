package io.github.plausible4j.admin;

import io.github.plausible4j.admin.model.RefusedException;
import java.time.Duration;

/** Lets time pass until a server has looked at what was written. */
@FunctionalInterface
interface Pause {
  void pass(Duration time);

  static Pause ofThisThread() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RefusedException(
            "Interrupted while the server's caches end; what was written stays, call again");
      }
    };
  }
}
