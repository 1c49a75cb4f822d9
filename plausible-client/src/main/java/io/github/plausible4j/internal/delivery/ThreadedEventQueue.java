package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.FlushResult;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.internal.spool.Spool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The queue as callers see it. Its {@link SenderPool} delivers the events. */
final class ThreadedEventQueue implements EventQueue {
  private static final long GRACE_OF_CUT_CALLS = Duration.ofSeconds(1).toNanos();

  private static final long LOOK = Duration.ofMillis(250).toNanos();

  /** The minimum wait of a close without a timeout, even if the server is down. */
  private static final Duration SHORTEST_CLOSE = Duration.ofSeconds(5);

  private final DeliveryPolicy policy;
  private final Spool<Event> spool;
  private final DeliveryState state;
  private final DeliveryNotifier notifier;
  private final LongSupplier nanoTime;
  private final SenderPool pool;
  private final ReentrantLock lock;
  private final Target target;
  private final Consumer<EventQueue> onClosed;
  private @Nullable CloseResult closed;
  private @Nullable Thread closer;
  private @Nullable Thread shutdownHook;

  /**
   * The server that a queue delivers to.
   *
   * @param name for {@link #toString}
   * @param callTimeout the longest time of a request
   */
  record Target(String name, Duration callTimeout) {}

  ThreadedEventQueue(
      DeliveryPolicy policy,
      Spool<Event> spool,
      Target target,
      Supplier<EventSender> senders,
      LongSupplier nanoTime,
      RandomGenerator random,
      Consumer<EventQueue> onClosed) {
    this.policy = policy;
    this.spool = spool;
    this.target = target;
    this.state = new DeliveryState(policy, random, spool);
    this.notifier = new DeliveryNotifier(policy);
    this.nanoTime = nanoTime;
    this.pool = new SenderPool(policy, state, notifier, senders, nanoTime);
    this.lock = pool.lock;
    this.onClosed = onClosed;
  }

  /**
   * Takes the events that an earlier process left, starts the first sender and registers the
   * shutdown hook.
   */
  ThreadedEventQueue start() {
    lock.lock();
    try {
      state.recover(spool.recovered(), nanoTime.getAsLong());
      if (!pool.startSender()) {
        throw new OutOfMemoryError("no thread could be started to deliver events");
      }
    } finally {
      lock.unlock();
    }
    if (policy.drainOnShutdown() || policy.warnOnShutdown()) {
      Thread hook =
          new Thread(
              policy.drainOnShutdown() ? this::close : this::warnOfLoss,
              "plausible-events-shutdown");
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        shutdownHook = hook;
      } catch (IllegalStateException e) {
        // The JVM is already ending: it is too late for a shutdown hook.
        return this;
      }
    }
    return this;
  }

  private void warnOfLoss() {
    long pending = stats().pending();
    if (pending > 0 && policy.spoolDirectory().isEmpty()) {
      notifier.log().lostAtExit(pending);
    }
  }

  @Override
  public boolean track(Event event) {
    try {
      return event != null && take(event);
    } catch (Throwable e) {
      // Never throws, because an error here must not end a request of the caller.
      notifier.log().trackFailed(e);
      return false;
    }
  }

  @Override
  public boolean track(
      @Nullable String name, @Nullable String url, Consumer<Event.Builder> details) {
    Event event;
    try {
      Event.Builder builder = Event.fromRequest(name, url);
      details.accept(builder);
      event = builder.build();
    } catch (Throwable e) {
      refuse(e);
      return false;
    }
    return track(event);
  }

  private void refuse(Throwable reason) {
    lock.lock();
    try {
      state.refuseRequest();
    } finally {
      lock.unlock();
    }
    notifier.log().refused(reason);
  }

  private boolean take(Event event) {
    List<Delivery> evicted = List.of();
    boolean isTaken = false;
    long number = 0;
    lock.lock();
    try {
      if (pool.isClosing()) {
        return false;
      }
      boolean fits = state.hasRoomFor(event) || waitForRoom(event);
      if (!fits && policy.overflow() == OverflowPolicy.DROP_OLDEST) {
        evicted = state.evictFor(event);
        pool.signalEnd();
        fits = state.hasRoomFor(event);
      }
      if (fits && !pool.isClosing()) {
        number = add(event);
        isTaken = true;
      } else {
        state.refuse();
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < evicted.size(); i++) {
      notifier.overflowed(evicted.get(i).event);
    }
    if (!isTaken) {
      notifier.overflowed(event);
    }
    return isTaken && spool.awaitSafe(number);
  }

  private long add(Event event) {
    if (state.isWorthWaking()) {
      pool.wakeSender();
    }
    // A sender that is about to take the lock reads the clock there; the caller need not.
    return pool.isWaking() ? state.takeForNextLook(event) : state.take(event, nanoTime.getAsLong());
  }

  private boolean waitForRoom(Event event) {
    long nanos = Nanos.of(policy.overflow().timeout());
    if (nanos == 0 || event.estimatedBytes() > policy.capacityBytes()) {
      return false;
    }
    pool.callersWaiting++;
    try {
      while (!pool.isClosing() && !state.hasRoomFor(event)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = pool.room.awaitNanos(nanos);
      }
      return !pool.isClosing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      pool.callersWaiting--;
    }
  }

  @Override
  public FlushResult flush(Duration timeout) {
    lock.lock();
    try {
      Barriers.Barrier barrier = state.barrier();
      // A listener that flushes does not wait for itself.
      long own = ownUnheard();
      try {
        awaitEnds(() -> barrier.remaining() <= own || closed != null, Nanos.of(timeout));
      } finally {
        state.remove(barrier);
      }
      long remaining = Math.max(0, barrier.remaining() - own);
      return new FlushResult(remaining == 0, remaining);
    } finally {
      lock.unlock();
    }
  }

  /** 1 if the caller is a listener of this queue that is currently receiving a result. */
  private long ownUnheard() {
    Delivery current =
        Thread.currentThread() instanceof SenderThread sender && sender.isOf(pool)
            ? sender.current
            : null;
    return current != null && current.isDecided && !current.isHeard ? 1 : 0;
  }

  @Override
  public void close() {
    CloseResult unused =
        policy
            .closeTimeout()
            .map(this::close)
            .orElseGet(() -> close(defaultTimeout(), this::isOnlyDown));
  }

  private Duration defaultTimeout() {
    return target.callTimeout.compareTo(SHORTEST_CLOSE) > 0 ? target.callTimeout : SHORTEST_CLOSE;
  }

  /** Whether it is useless to wait longer than the minimum. */
  private boolean isOnlyDown() {
    return state.isServerDown();
  }

  @Override
  public CloseResult close(Duration timeout) {
    return close(timeout, () -> false);
  }

  private CloseResult close(Duration timeout, BooleanSupplier isHopeless) {
    List<Delivery> left;
    long failedInTime;
    lock.lock();
    try {
      if (pool.isClosing()) {
        return awaitOtherCloser(timeout);
      }
      closer = Thread.currentThread();
      pool.beginClose();
      awaitDelivered(Nanos.of(timeout), isHopeless);
      pool.stop();
      failedInTime = pool.stats().failed();
      left = state.drain();
      awaitUninterruptibly(pool::isQuiet, GRACE_OF_CUT_CALLS);
      left.addAll(pool.takeCut());
    } finally {
      lock.unlock();
    }
    spool.close();
    CloseResult result = settle(left, failedInTime);
    left.forEach(
        delivery ->
            notifier.ended(
                delivery.event, new SendResult.Failed("the queue was closed", 0, false)));
    removeShutdownHook();
    onClosed.accept(this);
    return result;
  }

  private CloseResult awaitOtherCloser(Duration timeout) {
    boolean isListener =
        closer == Thread.currentThread()
            || (Thread.currentThread() instanceof SenderThread sender && sender.isOf(pool));
    if (!isListener) {
      awaitEnds(() -> closed != null, Nanos.of(timeout) + GRACE_OF_CUT_CALLS);
    }
    return closed != null ? closed : new CloseResult(false, state.pending(), pool.stats());
  }

  private void awaitDelivered(long nanos, BooleanSupplier isHopeless) {
    long own = ownUnheard();
    BooleanSupplier isDelivered = () -> state.isIdle() && state.unheard() <= own;
    long first = Math.min(nanos, SHORTEST_CLOSE.toNanos());
    awaitEnds(isDelivered, first);
    // A server that goes down sends no signal, so check from time to time.
    for (long rest = nanos - first;
        rest > 0
            && !isDelivered.getAsBoolean()
            && !isHopeless.getAsBoolean()
            && !Thread.currentThread().isInterrupted();
        rest -= LOOK) {
      awaitEnds(isDelivered, Math.min(rest, LOOK));
    }
  }

  /**
   * Events that the spool keeps stay pending. The others are given up, and only they remain in the
   * list.
   */
  private CloseResult settle(List<Delivery> left, long failedInTime) {
    lock.lock();
    try {
      left.removeIf(delivery -> delivery.isRepetition || spool.keeps(delivery.number));
      left.forEach(state::abandon);
      DeliveryStats stats = pool.stats();
      long undelivered = stats.failed() - failedInTime + stats.pending();
      CloseResult result = new CloseResult(undelivered == 0, undelivered, stats);
      closed = result;
      pool.ended.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void removeShutdownHook() {
    Thread hook = shutdownHook;
    if (hook != null && hook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is already ending; the hook finds the queue closed.
        return;
      }
    }
  }

  @Override
  public DeliveryStats stats() {
    lock.lock();
    try {
      return pool.stats();
    } finally {
      lock.unlock();
    }
  }

  /** Waits, with the lock, for a condition that the end of an event can fulfill. */
  private void awaitEnds(BooleanSupplier condition, long timeout) {
    long nanos = timeout;
    try {
      while (!condition.getAsBoolean() && nanos > 0) {
        nanos = pool.ended.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitUninterruptibly(BooleanSupplier condition, long timeout) {
    boolean wasInterrupted = Thread.interrupted();
    long end = nanoTime.getAsLong() + timeout;
    while (!condition.getAsBoolean() && end - nanoTime.getAsLong() > 0) {
      awaitEnds(condition, end - nanoTime.getAsLong());
      wasInterrupted |= Thread.interrupted();
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server, and the numbers of taken events and of their results. */
  @Override
  public String toString() {
    DeliveryStats stats = stats();
    return "EventQueue["
        + target.name
        + (pool.isClosing() ? ", closed" : "")
        + ": "
        + stats.taken()
        + " taken, "
        + stats.accepted()
        + " accepted, "
        + stats.dropped()
        + " dropped, "
        + stats.rejected()
        + " rejected, "
        + stats.failed()
        + " failed, "
        + stats.expired()
        + " expired, "
        + stats.pending()
        + " pending]";
  }
}
