package io.github.plausible4j.events;

/**
 * The books of a queue at one instant. Always {@code taken = accepted + dropped + rejected + failed
 * + expired + pending}: every event that was taken is in exactly one place.
 *
 * @param taken events for which {@code track} returned {@code true}, and those that were recovered
 *     from the spool
 * @param accepted counted by the server
 * @param dropped thrown away by the server with a 202
 * @param rejected refused by the server as wrong
 * @param failed given up: no answer after all attempts, given up for a newer event, or left at
 *     close
 * @param expired waited longer than the policy allows
 * @param pending waiting or under way; after a close, what the spool keeps for the next queue
 * @param pendingBytes what the pending ones hold in memory, estimated
 * @param overflowed lost because the queue was full: not taken, or given up for a newer one (these
 *     are among the failed too)
 * @param retries attempts after the first
 * @param ambiguous attempts that failed after the server may have counted the event; the server's
 *     own count lies between {@code accepted} and {@code accepted + ambiguous}
 * @param spool what the spool did, if there is one
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
    SpoolStats spool) {
  /** Whether every event that was taken is in exactly one place. */
  public boolean isBalanced() {
    return taken == accepted + dropped + rejected + failed + expired + pending;
  }
}
