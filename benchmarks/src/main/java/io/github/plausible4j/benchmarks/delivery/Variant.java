package io.github.plausible4j.benchmarks.delivery;

/** One way to deliver events, ready to run. */
interface Variant extends AutoCloseable {
  /**
   * Delivers until that time of {@link System#nanoTime()} and waits for the last answer.
   *
   * @return how many events were answered
   */
  long deliverUntil(long deadline);

  @Override
  void close();
}
