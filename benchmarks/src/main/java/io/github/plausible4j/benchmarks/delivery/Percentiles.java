package io.github.plausible4j.benchmarks.delivery;

/**
 * A histogram of nanoseconds with 64 buckets for each power of two, and therefore an error of at
 * most 1.6 %. It neither grows nor allocates while it is filled. Not thread-safe.
 */
final class Percentiles {
  private static final int BITS = 6;
  private static final int STEPS = 1 << BITS;

  private final long[] counts = new long[STEPS * (Long.SIZE - BITS)];
  private long total;
  private long most;

  void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[bucket(value)]++;
    total++;
    most = Math.max(most, value);
  }

  long total() {
    return total;
  }

  /** The value that this share of all values does not exceed; 0 if there are no values. */
  long at(double share) {
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return Math.min(most, highest(i));
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    if (value < STEPS) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
    return (shift + 1) * STEPS + (int) (value >>> shift) - STEPS;
  }

  private static long highest(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int shift = bucket / STEPS - 1;
    return ((long) (bucket % STEPS + STEPS + 1) << shift) - 1;
  }

  /** The cells of a table: calls, p50, p99, p99.9, maximum. */
  @Override
  public String toString() {
    return total + " | " + at(0.5) + " | " + at(0.99) + " | " + at(0.999) + " | " + most;
  }
}
