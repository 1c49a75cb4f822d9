package io.github.plausible4j.testkit.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which of the coming requests go wrong: those asked for by number come first, then each other
 * request by chance. Thread-safe. For internal use only.
 */
public final class InjectedFaults {
  private final Deque<InjectedFault> next = new ArrayDeque<>();
  private @Nullable InjectedFault always;
  private double share;
  private Random random = new Random(0);
  private List<InjectedFault> byChance = List.of();

  /** Lets each of the next requests meet this fault, after those that were asked for before. */
  public synchronized void add(int requests, InjectedFault fault) {
    for (int i = 0; i < requests; i++) {
      next.addLast(fault);
    }
  }

  /** Lets every request meet this fault that meets no other; null ends it. */
  public synchronized void setAlways(@Nullable InjectedFault fault) {
    always = fault;
  }

  /** Lets this share of the requests meet one of the faults; the same seed gives the same order. */
  public synchronized void byChance(double newShare, long seed, List<InjectedFault> faults) {
    share = newShare;
    random = new Random(seed);
    byChance = List.copyOf(faults);
  }

  /** Lets no request go wrong any more. */
  public synchronized void clear() {
    next.clear();
    always = null;
    share = 0;
    byChance = List.of();
  }

  synchronized @Nullable InjectedFault poll() {
    InjectedFault fault = next.pollFirst();
    if (fault == null && !byChance.isEmpty() && random.nextDouble() < share) {
      fault = byChance.get(random.nextInt(byChance.size()));
    }
    return fault == null ? always : fault;
  }
}
