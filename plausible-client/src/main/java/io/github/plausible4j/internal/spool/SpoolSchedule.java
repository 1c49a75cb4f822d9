package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolSync;
import java.util.concurrent.TimeUnit;

/** Decides when a spool writes, forces, retries and cleans up. The caller passes the time. */
final class SpoolSchedule {
  /** Events that end within this time are never written. */
  static final long GATHER = TimeUnit.MILLISECONDS.toNanos(10);

  static final long CLEAN = TimeUnit.SECONDS.toNanos(1);
  static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(1);
  static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(30);

  private final SpoolSync sync;
  private long wroteAt;
  private long forcedAt;
  private long failedAt;
  private long retry;
  private boolean isUnforced;
  private boolean isToClean;

  SpoolSchedule(SpoolSync sync, long now) {
    this.sync = sync;
    this.wroteAt = now - GATHER;
    this.forcedAt = now;
  }

  /** How long there is nothing to do; the largest long if nothing was noted. */
  long nanosToWait(long now, boolean hasTaken, boolean hasEnded) {
    if (isDegraded()) {
      return Math.max(0, failedAt + retry - now);
    }
    long wait = Long.MAX_VALUE;
    if (hasTaken && sync == SpoolSync.EVERY_EVENT) {
      return 0;
    }
    if (hasTaken || hasEnded) {
      wait = wroteAt + GATHER - now;
    }
    if (isUnforced) {
      wait = Math.min(wait, forcedAt + sync.interval().toNanos() - now);
    }
    if (isToClean) {
      wait = Math.min(wait, wroteAt + CLEAN - now);
    }
    return Math.max(0, wait);
  }

  boolean isForceDue(long now) {
    return sync != SpoolSync.NEVER && now - forcedAt >= sync.interval().toNanos();
  }

  boolean isCleanDue(long now) {
    return isToClean && now - wroteAt >= CLEAN;
  }

  /** Records that something was written. */
  void wrote(long now) {
    wroteAt = now;
  }

  void forced(long now) {
    forcedAt = now;
  }

  /**
   * Records success.
   *
   * @param isUnforced whether written data must be forced
   * @param isToClean whether there are files to delete
   */
  void succeeded(boolean isUnforced, boolean isToClean) {
    this.isUnforced = isUnforced;
    this.isToClean = isToClean;
    retry = 0;
  }

  void failed(long now) {
    failedAt = now;
    retry = retry == 0 ? FIRST_RETRY : Math.min(LAST_RETRY, 2 * retry);
  }

  boolean isDegraded() {
    return retry != 0;
  }
}
