package io.github.plausible4j.events;

/**
 * The spool of a queue at one instant; all zero without one.
 *
 * @param recovered events that an earlier process left in the spool. The pending ones are among the
 *     taken ones of {@link DeliveryStats}, and those that were too old among its expired ones;
 *     those that the server had accepted, which {@link ServerCrashPolicy#RESEND} keeps, are not.
 * @param corrupt stretches of bytes that were not whole records and were skipped at the start, torn
 *     by a kill or damaged, and files that could not be read
 * @param unspooled events that were held in memory alone for a while, because the disk did not take
 *     them or the spool had reached its bound
 * @param faults failures of the disk, each followed by another try later
 * @param deadLetters events that were written to the dead-letter file
 * @param bytes the bytes that the segments take on the disk
 * @param isDegraded whether new events are held in memory alone now: the disk fails, the spool has
 *     reached its bound, or its thread could not be started again
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
