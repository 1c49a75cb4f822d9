package io.github.plausible4j.benchmarks.delivery;

/** A way to deliver events, ready to run. */
interface Variant extends AutoCloseable {
  /**
   * Delivers until this time of {@link System#nanoTime()} and waits for the last answer. @return
   * the number of answered events
   */
  long deliverUntil(long deadline);

  @Override
  void close();
}
