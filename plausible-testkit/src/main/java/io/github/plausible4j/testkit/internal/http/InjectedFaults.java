package io.github.plausible4j.testkit.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the next requests get a fault: first those that were injected by number, then
 * others at random. Thread-safe. For internal use only.
 */
public final class InjectedFaults {
  private final Deque<InjectedFault> next = new ArrayDeque<>();
  private @Nullable InjectedFault always;
  private double share;
  private Random random = new Random(0);
  private List<InjectedFault> byChance = List.of();

  /** Injects a fault into the next requests, after the faults that were injected before. */
  public synchronized void add(int requests, InjectedFault fault) {
    for (int i = 0; i < requests; i++) {
      next.addLast(fault);
    }
  }

  /** Injects a fault into every request that has no other fault; null ends it. */
  public synchronized void setAlways(@Nullable InjectedFault fault) {
    always = fault;
  }

  /**
   * Injects one of the faults into a share of the requests. The same seed leads to the same
   * sequence.
   */
  public synchronized void byChance(double newShare, long seed, List<InjectedFault> faults) {
    share = newShare;
    random = new Random(seed);
    byChance = List.copyOf(faults);
  }

  /** Removes all faults. */
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
