package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.SpoolStats;

/** The counters of a queue. Guarded by the queue's lock. */
final class DeliveryCounters {
  long taken;
  long accepted;
  long dropped;
  long rejected;
  long failed;
  long expired;
  long pending;
  long pendingBytes;
  long overflowed;
  long retried;
  long ambiguous;
  long atRisk;
  long resent;
  long refused;

  void count(SendResult result) {
    if (result instanceof SendResult.Accepted) {
      accepted++;
    } else if (result instanceof SendResult.Dropped) {
      dropped++;
    } else if (result instanceof SendResult.Rejected) {
      rejected++;
    } else {
      failed++;
    }
  }

  DeliveryStats stats(int senders, long senderFailures, SpoolStats spool) {
    return new DeliveryStats(
        taken,
        accepted,
        dropped,
        rejected,
        failed,
        expired,
        pending,
        pendingBytes,
        overflowed,
        retried,
        ambiguous,
        atRisk,
        resent,
        refused,
        senders,
        senderFailures,
        spool);
  }
}
