package io.github.plausible4j.testkit.chaos;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Interrupts the threads of a queue that its listener has seen, and throws in that listener. */
final class ThreadFaults {
  private final SplittableRandom random;
  private final Set<Thread> senders = ConcurrentHashMap.newKeySet();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();
  private long interrupts;
  private volatile boolean isStopped;

  ThreadFaults(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Called by the listener: throws now and then. */
  void inListener() {
    senders.add(Thread.currentThread());
    if (!isStopped && calls.incrementAndGet() % 10 == 0) {
      if (thrown.incrementAndGet() % 2 == 0) {
        throw new IllegalStateException("a listener that throws");
      }
      throw new StackOverflowError("a listener that throws an error");
    }
  }

  /** Called after each event: interrupts a sender now and then. */
  void disturb(long event) {
    if (event % 20 == 0 && !senders.isEmpty()) {
      senders.stream().skip(random.nextInt(senders.size())).findFirst().ifPresent(this::interrupt);
    }
  }

  private void interrupt(Thread sender) {
    sender.interrupt();
    interrupts++;
  }

  void stop() {
    isStopped = true;
  }

  @Override
  public String toString() {
    return interrupts + " interrupts, " + thrown + " throws of the listener";
  }
}
