package io.github.plausible4j.events;

/**
 * The spool of a queue at one instant; all zero without one.
 *
 * @param recovered events that an earlier process left in the spool, all of them among the taken
 *     ones of {@link DeliveryStats}; those that were too old are among its expired ones
 * @param corrupt stretches of bytes that were no whole record and were skipped at the start: torn
 *     by a kill, or damaged
 * @param unspooled events that were held in memory alone for a while, because the disk did not take
 *     them or the spool had reached its bound
 * @param faults failures of the disk, each followed by another try later
 * @param deadLetters events that were written to the dead-letter file
 * @param bytes what the segments take on the disk
 * @param isDegraded whether events are held in memory alone now
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
