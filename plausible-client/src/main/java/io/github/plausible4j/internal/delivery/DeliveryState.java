package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.ServerCrashPolicy;
import io.github.plausible4j.internal.spool.Recovered;
import io.github.plausible4j.internal.spool.Spool;
import io.github.plausible4j.internal.spool.SpoolEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state of all events of a queue, and the decision what to do next. It has no threads, clock or
 * I/O, so that tests can try thousands of schedules. Guarded by the queue's lock; times are those
 * of {@link System#nanoTime()}.
 *
 * <p>A taken event is pending while it waits, is being sent or waits for another attempt. It is
 * decided when it has its final result, which is counted. It is heard when the listener knows the
 * result; flushes no longer wait for it then.
 */
final class DeliveryState {
  private final DeliveryPolicy policy;
  private final long maxAge;
  private final CircuitBreaker breaker;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Spool<Event> spool;
  private final ServerBuffer serverBuffer;
  private final Ring waiting;
  private final PriorityQueue<Delivery> retries =
      new PriorityQueue<>((a, b) -> Long.signum(a.dueAt - b.dueAt));
  private final Barriers barriers = new Barriers();
  private final DeliveryCounters counters = new DeliveryCounters();
  private long unheard;
  private long repetitions;

  DeliveryState(DeliveryPolicy policy, RandomGenerator random) {
    this(policy, random, Spool.none());
  }

  DeliveryState(DeliveryPolicy policy, RandomGenerator random, Spool<Event> spool) {
    this.policy = policy;
    this.random = random;
    this.spool = spool;
    this.maxAge = Nanos.of(policy.maxAge());
    this.breaker = new CircuitBreaker(random, policy.retryAfterCap());
    this.backoff = new Backoff(random, policy.backoffBase(), policy.backoffCap());
    this.waiting = new Ring(policy.capacity());
    this.serverBuffer = serverBuffer(policy);
  }

  private static ServerBuffer serverBuffer(DeliveryPolicy policy) {
    long nanos = Nanos.of(policy.serverBuffer());
    if (nanos == 0) {
      return ServerBuffer.NONE;
    }
    return policy.serverCrash() == ServerCrashPolicy.RESEND
        ? new KeptServerBuffer(nanos, policy.capacity(), policy.capacityBytes())
        : new CountedServerBuffer(nanos);
  }

  boolean hasRoomFor(Event event) {
    return counters.pending < policy.capacity()
        && counters.pendingBytes + event.estimatedBytes() <= policy.capacityBytes();
  }

  /**
   * Whether to wake callers that wait for room. Not for each free place, because a wake-up for
   * every event costs more than the event itself.
   */
  boolean hasMuchRoom() {
    return counters.pending <= policy.capacity() - (policy.capacity() + 7) / 8
        && counters.pendingBytes <= policy.capacityBytes() - policy.capacityBytes() / 8;
  }

  /** Takes an event, for which there must be room. Returns its number. */
  long take(Event event, long now) {
    long number = takeForNextLook(event);
    waiting.look(now);
    return number;
  }

  /** Takes an event just before a sender looks for one, so that the sender can read the clock. */
  long takeForNextLook(Event event) {
    // First the part that may run out of memory, so that nothing else has changed then.
    waiting.reserve();
    long number = waiting.lastNumber() + 1;
    spool.taken(number, event);
    waiting.add(event);
    count(event);
    return number;
  }

  /** Takes the events that an earlier process left, even if there is no room. */
  void recover(List<Recovered<Event>> found, long now) {
    for (Recovered<Event> left : found) {
      long takenAt = now - left.ageNanos();
      if (left.acceptedNanos().isEmpty()) {
        waiting.add(left.payload(), takenAt);
        count(left.payload());
      } else {
        Delivery delivery = new Delivery(left.payload(), waiting.skipNumber(), takenAt);
        if (isExpired(takenAt, now)
            || !serverBuffer.add(delivery, now - left.acceptedNanos().getAsLong())) {
          spool.left(delivery.number, SpoolEnd.ANSWERED);
        }
      }
    }
  }

  private void count(Event event) {
    counters.taken++;
    counters.pending++;
    counters.pendingBytes += event.estimatedBytes();
  }

  /**
   * Whether an event that is taken now gives a waiting sender something to do. It does not while
   * the server is considered down and other events wait for it, because a sender already waits for
   * the time of the next probe.
   */
  boolean isWorthWaking() {
    return waiting.isEmpty() || !breaker.isOpen();
  }

  /** Counts a request that could not be made into an event. */
  void refuseRequest() {
    counters.refused++;
  }

  /** Records an event that was not taken. */
  void refuse() {
    counters.overflowed++;
  }

  /**
   * Gives up as many of the oldest waiting events as needed to make room for one event. Gives up
   * none if all of them are not enough, because of the events that are being sent.
   */
  List<Delivery> evictFor(Event event) {
    boolean enough =
        counters.pending - waiting.size() < policy.capacity()
            && counters.pendingBytes - waiting.bytes() + event.estimatedBytes()
                <= policy.capacityBytes();
    if (!enough) {
      return List.of();
    }
    List<Delivery> evicted = new ArrayList<>(1);
    while (!hasRoomFor(event)) {
      Delivery oldest = waiting.remove();
      counters.overflowed++;
      counters.failed++;
      decide(oldest, SpoolEnd.FAILED);
      heard(oldest);
      evicted.add(oldest);
    }
    return evicted;
  }

  /** Removes and counts an event that has waited too long; {@code null} if no event has. */
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
      if (!old.isRepetition) {
        counters.expired++;
      }
      decide(old, SpoolEnd.EXPIRED);
    }
    return old;
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
        counters.retried++;
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

  /** Whether there is work for another sender, too. */
  boolean hasMore(long now) {
    return !breaker.isOpen() && nanosToWait(now) == 0;
  }

  /** Whether the server did not answer several attempts in a row. */
  boolean isServerDown() {
    return breaker.isOpen();
  }

  /** Whether an attempt is an event's last one. */
  private boolean isFinal(Delivery delivery, AttemptResult attempt) {
    return switch (attempt.retry()) {
      case NO -> true;
      case SAFE -> false;
      case AMBIGUOUS ->
          policy.ambiguousFailure() == AmbiguousFailurePolicy.GIVE_UP
              || delivery.readAttempts + 1 >= policy.attempts();
    };
  }

  /**
   * Records the end of an attempt.
   *
   * @return the wait until the next attempt, or {@code null} if the event has its final result
   */
  @Nullable Duration attempted(Delivery delivery, AttemptResult attempt, long now) {
    if (attempt.retry() == AttemptResult.Retry.NO) {
      if (attempt.result() instanceof SendResult.Failed failure && failure.mayHaveArrived()) {
        // The server did not fail: the request could not be made, or its answer could not be read.
        counters.ambiguous++;
        if (delivery.isProbe) {
          // It is unknown whether the server is back, so the next event probes it.
          breaker.failed(now, Duration.ZERO, true);
        }
      } else {
        answered(now);
      }
      end(delivery, attempt.result(), now);
      return null;
    }
    breaker.failed(now, attempt.retryAfter(), delivery.isProbe);
    if (attempt.isLikeCrash()) {
      crashed(now);
    }
    if (attempt.retry() == AttemptResult.Retry.AMBIGUOUS) {
      counters.ambiguous++;
      boolean isLast = isFinal(delivery, attempt);
      delivery.readAttempts++;
      if (isLast) {
        end(delivery, attempt.result(), now);
        return null;
      }
    }
    delivery.waitsForServer = true;
    long wait = backoff.nanosAfter(delivery.attempts);
    delivery.dueAt = now + wait;
    retries.add(delivery);
    return Duration.ofNanos(wait);
  }

  /** Like {@link #attempted}, but after the queue was stopped: nothing is tried again. */
  boolean attemptedAfterStop(Delivery delivery, AttemptResult attempt, long now) {
    if (isFinal(delivery, attempt)) {
      Duration unused = attempted(delivery, attempt, now);
      return true;
    }
    if (attempt.retry() == AttemptResult.Retry.AMBIGUOUS) {
      counters.ambiguous++;
    }
    return false;
  }

  private void answered(long now) {
    List<Delivery> written = serverBuffer.answered(now);
    for (int i = 0; i < written.size(); i++) {
      spool.left(written.get(i).number, SpoolEnd.ANSWERED);
    }
    endOfOutage(now);
  }

  /** The server may have crashed and lost the events that it held only in memory. */
  private void crashed(long now) {
    ServerBuffer.Lost lost = serverBuffer.lost();
    counters.atRisk += lost.events();
    for (Delivery delivery : lost.toResend()) {
      spool.pendingAgain(delivery.number);
      delivery.isRepetition = true;
      delivery.isDecided = false;
      delivery.readAttempts = 0;
      delivery.waitsForServer = true;
      delivery.dueAt = now + random.nextLong(CircuitBreaker.LONGEST_PAUSE);
      retries.add(delivery);
      repetitions++;
    }
  }

  /** Removes all waiting events. They stay pending until they are given up. */
  List<Delivery> drain() {
    List<Delivery> left = new ArrayList<>(waiting.size() + retries.size());
    while (!waiting.isEmpty()) {
      left.add(waiting.remove());
    }
    for (Delivery retry : retries) {
      if (!retry.isRepetition) {
        left.add(retry);
      }
    }
    retries.clear();
    return left;
  }

  /** Records that the server may have counted an event whose attempt was canceled. */
  void noteAmbiguous() {
    counters.ambiguous++;
  }

  /** Gives up an event; the answer to its running request is no longer counted. */
  void abandon(Delivery delivery) {
    if (!delivery.isRepetition) {
      counters.failed++;
    }
    decide(delivery, SpoolEnd.FAILED);
    heard(delivery);
  }

  /** A barrier after all events that were taken so far. */
  Barriers.Barrier barrier() {
    return barriers.add(waiting.lastNumber(), counters.pending + unheard);
  }

  boolean hasReachedBarrier() {
    return barriers.hasReached();
  }

  void remove(Barriers.Barrier barrier) {
    barriers.remove(barrier);
  }

  long pending() {
    return counters.pending;
  }

  /** The number of events whose result the listener is receiving. */
  long unheard() {
    return unheard;
  }

  /** Whether all events are decided, and none will be sent again. */
  boolean isIdle() {
    return counters.pending == 0 && repetitions == 0;
  }

  DeliveryStats stats() {
    return stats(0, 0);
  }

  DeliveryStats stats(int senders, long senderFailures) {
    return counters.stats(senders, senderFailures, spool.stats());
  }

  private void end(Delivery delivery, SendResult result, long now) {
    boolean isAccepted = result instanceof SendResult.Accepted;
    // The counters come first, because the rest may run out of memory.
    leavePending(delivery);
    if (!delivery.isRepetition) {
      counters.count(result);
    } else if (isAccepted) {
      counters.resent++;
    }
    if (isAccepted && serverBuffer.add(delivery, now)) {
      spool.accepted(delivery.number);
    } else {
      leaveSpool(
          delivery, result instanceof SendResult.Failed ? SpoolEnd.FAILED : SpoolEnd.ANSWERED);
    }
  }

  private void decide(Delivery delivery, SpoolEnd end) {
    leavePending(delivery);
    leaveSpool(delivery, end);
  }

  private void leaveSpool(Delivery delivery, SpoolEnd end) {
    // An event that was accepted once is not a dead letter.
    spool.left(delivery.number, delivery.isRepetition ? SpoolEnd.ANSWERED : end);
  }

  private void leavePending(Delivery delivery) {
    delivery.isDecided = true;
    if (delivery.isRepetition) {
      repetitions--;
      return;
    }
    counters.pending--;
    counters.pendingBytes -= delivery.event.estimatedBytes();
    unheard++;
  }

  /** Records that the listener knows the final result of a decided event. */
  void heard(Delivery delivery) {
    if (!delivery.isRepetition && !delivery.isHeard) {
      delivery.isHeard = true;
      unheard--;
      barriers.left(delivery.number);
    }
  }

  /**
   * Events that waited for the server need not wait longer. They are spread over a short time, so
   * that they are not all sent at once.
   */
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
}
