package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import io.github.plausible4j.internal.spool.SpoolEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where every event of a queue is, and what is to be done next: pure state without threads, clock
 * or I/O, so that schedules can be tried by the thousand. Guarded by the queue's lock; times are
 * those of {@link System#nanoTime()}.
 */
final class DeliveryState {
  private final DeliveryPolicy policy;
  private final long maxAge;
  private final CircuitBreaker breaker;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Spool spool;
  private final Ring waiting;
  private final PriorityQueue<Delivery> retries =
      new PriorityQueue<>((a, b) -> Long.signum(a.dueAt - b.dueAt));
  private final List<Barrier> barriers = new ArrayList<>(1);

  private long taken;
  private long accepted;
  private long dropped;
  private long rejected;
  private long failed;
  private long expired;
  private long pending;
  private long pendingBytes;
  private long overflowed;
  private long retried;
  private long ambiguous;

  DeliveryState(DeliveryPolicy policy, RandomGenerator random) {
    this(policy, random, Spool.NONE);
  }

  DeliveryState(DeliveryPolicy policy, RandomGenerator random, Spool spool) {
    this.policy = policy;
    this.random = random;
    this.spool = spool;
    this.maxAge = Nanos.of(policy.maxAge());
    this.breaker = new CircuitBreaker(random, policy.retryAfterCap());
    this.backoff = new Backoff(random, policy.backoffBase(), policy.backoffCap());
    this.waiting = new Ring(policy.capacity());
  }

  boolean hasRoomFor(Event event) {
    return pending < policy.capacity()
        && pendingBytes + event.estimatedBytes() <= policy.capacityBytes();
  }

  /**
   * Whether waiting callers should be woken. Not for each place that becomes free: a caller that
   * wakes for every event costs more than the event itself.
   */
  boolean hasMuchRoom() {
    return pending <= policy.capacity() - (policy.capacity() + 7) / 8
        && pendingBytes <= policy.capacityBytes() - policy.capacityBytes() / 8;
  }

  /** Takes an event; there is room for it. Returns its number. */
  long take(Event event, long now) {
    waiting.add(event, now);
    return noteTaken(event);
  }

  /** Takes an event just before a sender looks for one, so that the sender can read the clock. */
  long takeForNextLook(Event event) {
    waiting.add(event);
    return noteTaken(event);
  }

  private long noteTaken(Event event) {
    count(event);
    long number = waiting.lastNumber();
    spool.taken(number, event);
    return number;
  }

  /** Takes an event that an earlier process took then, whether there is room or not. */
  void recover(Event event, long takenAt) {
    waiting.add(event, takenAt);
    count(event);
  }

  private void count(Event event) {
    taken++;
    pending++;
    pendingBytes += event.estimatedBytes();
  }

  /**
   * Whether an event that is taken now is news for a sender that waits. Not while a server is
   * thought down and others wait for it too: a sender watches the time of the next probe already.
   */
  boolean isNextNews() {
    return waiting.isEmpty() || !breaker.isOpen();
  }

  /** Notes an event that was not taken. */
  void refuse() {
    overflowed++;
  }

  /**
   * Gives up the oldest waiting events to make room for one, as many as it takes; none if even all
   * of them are not enough, because of what is under way.
   */
  List<Delivery> evictFor(Event event) {
    boolean enough =
        pending - waiting.size() < policy.capacity()
            && pendingBytes - waiting.bytes() + event.estimatedBytes() <= policy.capacityBytes();
    if (!enough) {
      return List.of();
    }
    List<Delivery> evicted = new ArrayList<>(1);
    while (!hasRoomFor(event)) {
      Delivery oldest = waiting.remove();
      overflowed++;
      failed++;
      leave(oldest, SpoolEnd.FAILED);
      evicted.add(oldest);
    }
    return evicted;
  }

  /**
   * The next event that has waited too long, taken out but not yet counted, which is {@link
   * #expire} for; {@code null} if none has.
   */
  @Nullable Delivery nextExpired(long now) {
    Delivery old = null;
    if (!waiting.isEmpty() && isExpired(waiting.oldestTime(now), now)) {
      old = waiting.take(now);
    } else {
      Delivery retry = retries.peek();
      if (retry != null && isExpired(retry.takenAt, now)) {
        old = retries.poll();
      }
    }
    if (old != null) {
      old.isExpired = true;
    }
    return old;
  }

  /** Counts an event as expired. */
  void expire(Delivery old) {
    expired++;
    leave(old, SpoolEnd.EXPIRED);
  }

  /** The next event to send now; {@code null} if none may be sent before {@link #nanosToWait}. */
  @Nullable Delivery next(long now) {
    if (!breaker.allows(now)) {
      return null;
    }
    Delivery retry = retries.peek();
    Delivery next = null;
    if (retry != null && (retry.dueAt - now <= 0 || breaker.isOpen())) {
      next = retries.poll();
    } else if (!waiting.isEmpty()) {
      next = waiting.take(now);
    }
    if (next != null) {
      next.isProbe = breaker.sending();
      if (next.attempts++ > 0) {
        retried++;
      }
    }
    return next;
  }

  /** How long until there may be something to send, in nanoseconds; the largest long for never. */
  long nanosToWait(long now) {
    if (waiting.isEmpty() && retries.isEmpty()) {
      return Long.MAX_VALUE;
    }
    Delivery retry = retries.peek();
    long wait = 0;
    if (!breaker.allows(now)) {
      wait = breaker.nanosUntilProbe(now);
    } else if (retry != null && waiting.isEmpty()) {
      wait = Math.max(0, retry.dueAt - now);
    }
    return wait == 0 ? 0 : Math.min(wait, nanosUntilExpiry(retry, now));
  }

  private long nanosUntilExpiry(@Nullable Delivery retry, long now) {
    long first = waiting.isEmpty() ? Long.MAX_VALUE : untilExpired(waiting.oldestTime(now), now);
    return retry == null ? first : Math.min(first, untilExpired(retry.takenAt, now));
  }

  private long untilExpired(long since, long now) {
    return Math.max(0, maxAge + 1 - (now - since));
  }

  /** Whether there is work for another sender too. */
  boolean hasMore(long now) {
    return !breaker.isOpen() && nanosToWait(now) == 0;
  }

  /**
   * Whether an attempt is an event's last, whatever else happens. Reads only what belongs to the
   * sender of the event meanwhile, so it needs no lock.
   */
  boolean isFinal(Delivery delivery, AttemptResult attempt) {
    return switch (attempt.retry()) {
      case NO -> true;
      case SAFE -> false;
      case AMBIGUOUS ->
          policy.ambiguous() == AmbiguousFailurePolicy.GIVE_UP
              || delivery.readAttempts + 1 >= policy.attempts();
    };
  }

  /**
   * Notes the end of an attempt.
   *
   * @return the wait until the next attempt, or {@code null} if the event has its final result
   */
  @Nullable Duration attempted(Delivery delivery, AttemptResult attempt, long now) {
    if (attempt.retry() == AttemptResult.Retry.NO) {
      if (attempt.result() instanceof SendResult.Failed failure && failure.mayHaveArrived()) {
        // No answer of the server: the request itself could not be made, or its answer not read.
        ambiguous++;
        if (delivery.isProbe) {
          // Whether the server is back is not known: the next one tries.
          breaker.failed(now, Duration.ZERO, true);
        }
      } else {
        endOfOutage(now);
      }
      end(delivery, attempt.result());
      return null;
    }
    breaker.failed(now, attempt.retryAfter(), delivery.isProbe);
    if (attempt.retry() == AttemptResult.Retry.AMBIGUOUS) {
      ambiguous++;
      boolean isLast = isFinal(delivery, attempt);
      delivery.readAttempts++;
      if (isLast) {
        end(delivery, attempt.result());
        return null;
      }
    }
    delivery.waitsForServer = true;
    long wait = backoff.nanosAfter(delivery.attempts);
    delivery.dueAt = now + wait;
    retries.add(delivery);
    return Duration.ofNanos(wait);
  }

  /** Takes out everything that is waiting; it stays pending until it is given up. */
  List<Delivery> drain() {
    List<Delivery> left = new ArrayList<>(waiting.size() + retries.size());
    while (!waiting.isEmpty()) {
      left.add(waiting.remove());
    }
    left.addAll(retries);
    retries.clear();
    return left;
  }

  /** Notes that the server may have counted an event whose attempt was cut. */
  void noteAmbiguous() {
    ambiguous++;
  }

  /** Gives up an event; what becomes of a request that is under way is not noted any more. */
  void abandon(Delivery delivery) {
    delivery.isAbandoned = true;
    failed++;
    leave(delivery, SpoolEnd.FAILED);
  }

  /** A barrier behind everything that has been taken up to now. */
  Barrier barrier() {
    Barrier barrier = new Barrier(waiting.lastNumber(), pending);
    barriers.add(barrier);
    return barrier;
  }

  /** Whether somebody may be waiting for an end that has come. */
  boolean hasReachedBarrier() {
    for (int i = 0; i < barriers.size(); i++) {
      if (barriers.get(i).remaining == 0) {
        return true;
      }
    }
    return false;
  }

  void remove(Barrier barrier) {
    barriers.remove(barrier);
  }

  long pending() {
    return pending;
  }

  DeliveryStats stats() {
    return new DeliveryStats(
        taken,
        accepted,
        dropped,
        rejected,
        failed,
        expired,
        pending,
        pendingBytes,
        overflowed,
        retried,
        ambiguous,
        spool.stats());
  }

  private void end(Delivery delivery, SendResult result) {
    if (result instanceof SendResult.Accepted) {
      accepted++;
    } else if (result instanceof SendResult.Dropped) {
      dropped++;
    } else if (result instanceof SendResult.Rejected) {
      rejected++;
    } else {
      failed++;
    }
    leave(delivery, result instanceof SendResult.Failed ? SpoolEnd.FAILED : SpoolEnd.ANSWERED);
  }

  private void leave(Delivery delivery, SpoolEnd end) {
    spool.left(delivery.number, end);
    pending--;
    pendingBytes -= delivery.event.estimatedBytes();
    for (int i = 0; i < barriers.size(); i++) {
      barriers.get(i).left(delivery.number);
    }
  }

  /** What waited for the server need not wait longer; spread over a moment, against a herd. */
  private void endOfOutage(long now) {
    if (!breaker.answered() || retries.isEmpty()) {
      return;
    }
    List<Delivery> all = new ArrayList<>(retries);
    retries.clear();
    for (Delivery delivery : all) {
      if (delivery.waitsForServer) {
        long soon = now + random.nextLong(CircuitBreaker.LONGEST_PAUSE);
        delivery.dueAt = delivery.dueAt - soon > 0 ? soon : delivery.dueAt;
      }
      retries.add(delivery);
    }
  }

  private boolean isExpired(long since, long now) {
    return now - since > maxAge;
  }

  /** Waits, in a flush, for the events up to one. */
  static final class Barrier {
    private final long lastNumber;
    private long remaining;

    private Barrier(long lastNumber, long remaining) {
      this.lastNumber = lastNumber;
      this.remaining = remaining;
    }

    private void left(long number) {
      if (number <= lastNumber) {
        remaining--;
      }
    }

    long remaining() {
      return remaining;
    }
  }
}
