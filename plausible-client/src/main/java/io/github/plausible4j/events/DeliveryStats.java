package io.github.plausible4j.events;

/**
 * The counters of a queue at one instant. Always {@code taken = accepted + dropped + rejected +
 * failed + expired + pending}: every event that was taken is in exactly one of these.
 *
 * <p>If the server did not crash, its own count is between {@code accepted} and {@code accepted +
 * ambiguous}. If it did, it may have lost up to {@code atRisk - resent} of the accepted events, and
 * may have counted {@code resent} of them twice.
 *
 * @param taken events that {@code track} took or that were recovered from the spool. With {@link
 *     SpoolSync#EVERY_EVENT} this includes events that could not be written to the disk, although
 *     {@code track} returned {@code false} for them.
 * @param accepted accepted by the server; it writes them to its database some seconds later
 * @param dropped answered with 202 but dropped by the server
 * @param rejected rejected by the server as invalid
 * @param failed given up: no answer after all attempts, given up for a newer event, or left at
 *     close
 * @param expired waited longer than the policy allows
 * @param pending waiting or being sent; after a close, those that the spool keeps for the next
 *     queue
 * @param pendingBytes the estimated memory of the pending events
 * @param overflowed lost because the queue was full: not taken, or given up for a newer event (the
 *     latter count as failed too)
 * @param retries attempts after the first
 * @param ambiguous attempts that failed after the server may have counted the event
 * @param atRisk accepted events that the server may have lost in a crash, see {@link
 *     DeliveryPolicy.Builder#serverBuffer}
 * @param resent events at risk that were sent again and accepted again, see {@link
 *     ServerCrashPolicy#RESEND}; their attempts count as retries
 * @param refused requests that {@link EventQueue#track(String, String,
 *     java.util.function.Consumer)} could not convert into an event; not included in {@code taken}
 * @param senders threads that currently deliver events; 0 after the queue is closed
 * @param senderFailures how often such a thread failed because of an error in this library or the
 *     JVM, and continued or was replaced
 * @param spool the counters of the spool; all zero without one
 */
public record DeliveryStats(
    long taken,
    long accepted,
    long dropped,
    long rejected,
    long failed,
    long expired,
    long pending,
    long pendingBytes,
    long overflowed,
    long retries,
    long ambiguous,
    long atRisk,
    long resent,
    long refused,
    int senders,
    long senderFailures,
    SpoolStats spool) {
  /** Whether every event that was taken is counted exactly once. */
  public boolean isBalanced() {
    return taken == accepted + dropped + rejected + failed + expired + pending;
  }
}
