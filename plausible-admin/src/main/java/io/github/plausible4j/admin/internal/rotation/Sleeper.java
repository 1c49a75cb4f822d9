package io.github.plausible4j.admin.internal.rotation;

import io.github.plausible4j.admin.rotation.RotationException;
import java.time.Duration;

/** Lets time pass between two attempts. For internal use only. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration time);

  static Sleeper ofThisThread() {
    return time -> {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RotationException(
            "Interrupted while waiting for the lease; nothing was changed, call again");
      }
    };
  }
}
