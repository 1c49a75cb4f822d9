package io.github.plausible4j.events;

/**
 * The counters of a queue's spool at one instant; all zero without a spool.
 *
 * @param recovered events that an earlier process left in the spool. {@link DeliveryStats} counts
 *     the pending ones as taken, and those that were too old also as expired. It does not count
 *     events that the server had accepted, which {@link ServerCrashPolicy#RESEND} keeps.
 * @param corrupt damaged or incomplete records that were skipped at the start, and files that could
 *     not be read
 * @param unspooled events that were only in memory for some time, because the disk failed or the
 *     spool was full
 * @param faults failures of the disk; each is retried later
 * @param deadLetters events that were written to the dead-letter file
 * @param bytes the size of the spool's files on the disk
 * @param isDegraded whether new events are currently held only in memory, because the disk fails,
 *     the spool is full, or its thread could not be restarted
 */
public record SpoolStats(
    long recovered,
    long corrupt,
    long unspooled,
    long faults,
    long deadLetters,
    long bytes,
    boolean isDegraded) {
  public static final SpoolStats NONE = new SpoolStats(0, 0, 0, 0, 0, 0, false);
}
