package io.github.plausible4j.events;

/**
 * The counters of a queue at one instant. Always {@code taken = accepted + dropped + rejected +
 * failed + expired + pending}: every event that was taken is in exactly one of these.
 *
 * <p>If the server was not killed, its own count lies between {@code accepted} and {@code accepted
 * + ambiguous}. If it was, it may have lost up to {@code atRisk - resent} of the accepted ones, and
 * may have counted {@code resent} twice.
 *
 * @param taken events that {@code track} took, and those that were recovered from the spool. Under
 *     {@link SpoolSync#EVERY_EVENT} an event that the disk did not take is among them, though
 *     {@code track} returned {@code false}.
 * @param accepted accepted by the server; it writes them to its database some seconds later
 * @param dropped accepted with a 202 and thrown away by the server
 * @param rejected refused by the server as wrong
 * @param failed given up: no answer after all attempts, given up for a newer event, or left at
 *     close
 * @param expired waited longer than the policy allows
 * @param pending waiting or under way; after a close, what the spool keeps for the next queue
 * @param pendingBytes what the pending ones hold in memory, estimated
 * @param overflowed lost because the queue was full: not taken, or given up for a newer one (these
 *     are among the failed too)
 * @param retries attempts after the first
 * @param ambiguous attempts that failed after the server may have counted the event
 * @param atRisk accepted events that the server may have lost when it died, see {@link
 *     DeliveryPolicy.Builder#serverBuffer}
 * @param resent repetitions of events at risk that the server accepted, see {@link
 *     ServerCrashPolicy#RESEND}; their attempts are among the retries
 * @param refused requests that {@link EventQueue#track(String, String,
 *     java.util.function.Consumer)} could not make into an event; not among the taken
 * @param senders threads that deliver now; 0 once the queue is closed
 * @param senderFailures times that such a thread failed by an error of this library or of the JVM,
 *     and went on or was replaced
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
