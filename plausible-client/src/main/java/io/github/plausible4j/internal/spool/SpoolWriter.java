package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SpoolStats;
import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.internal.delivery.DeadLetterWriter;
import io.github.plausible4j.internal.delivery.RecoveredEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread over a {@link SpoolLog}: callers leave notes under a short lock, and the thread writes
 * what they sum up to. An event that ends before its turn comes is never written.
 */
public final class SpoolWriter implements Spool {
  /** A disk that takes longer than this to answer is not waited for. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** An event that ended; the entry if it was not handed to the log yet. */
  private record Ended(long id, SpoolEnd end, @Nullable SpoolEntry entry) {}

  private final SpoolLog log;
  private final SpoolLock directoryLock;
  private final DeadLetterWriter deadLetters;
  private final SpoolWarnings warnings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final SpoolSchedule schedule;
  private final boolean isAwaited;
  private final SpoolEntry[] recovered;
  private final long firstNewId;
  private final long corrupt;
  private final Thread thread = new Thread(this::run, "plausible-events-spool");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition safe = lock.newCondition();
  private Map<Long, SpoolEntry> fresh = new LinkedHashMap<>();
  private List<Ended> ended = new ArrayList<>();
  private long lastTaken;
  private long writtenUpTo;
  private long safeUpTo;
  private boolean isSleeping;
  private boolean isStalled;
  private boolean isClosing;

  private long unspooled;
  private long faults;
  private long deadLettersWritten;
  private long bytes;

  public SpoolWriter(
      DeliveryPolicy policy,
      SpoolLog log,
      SpoolRecovery found,
      SpoolLock directoryLock,
      DeadLetterWriter deadLetters,
      SpoolWarnings warnings,
      Clock clock,
      LongSupplier nanoTime) {
    this.log = log;
    this.directoryLock = directoryLock;
    this.deadLetters = deadLetters;
    this.warnings = warnings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.schedule = new SpoolSchedule(policy.spoolSync(), nanoTime.getAsLong());
    this.isAwaited = policy.spoolSync() == SpoolSync.EVERY_EVENT;
    this.recovered = found.entries().values().toArray(new SpoolEntry[0]);
    this.firstNewId = found.nextId();
    this.corrupt = found.corrupt();
    this.lastTaken = firstNewId - 1;
    this.writtenUpTo = lastTaken;
    this.safeUpTo = lastTaken;
    this.bytes = log.bytes();
  }

  public SpoolWriter start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  @Override
  public List<RecoveredEvent> recovered() {
    List<RecoveredEvent> events = new ArrayList<>(recovered.length);
    long now = clock.millis();
    for (SpoolEntry entry : recovered) {
      // A clock that went back since makes an event new, not older than it is.
      long millis = Math.max(0, Math.min(now - entry.takenAt, TimeUnit.DAYS.toMillis(36_500)));
      events.add(new RecoveredEvent(entry.event, TimeUnit.MILLISECONDS.toNanos(millis)));
    }
    return events;
  }

  private long idOf(long number) {
    return number < recovered.length
        ? recovered[(int) number].id
        : firstNewId + number - recovered.length;
  }

  @Override
  public void taken(long number, Event event) {
    SpoolEntry entry = new SpoolEntry(idOf(number), event, clock.millis());
    lock.lock();
    try {
      fresh.put(entry.id, entry);
      lastTaken = entry.id;
      if (schedule.isDegraded()) {
        entry.isMissed = true;
        unspooled++;
      }
      wake();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void left(long number, SpoolEnd end) {
    long id = idOf(number);
    lock.lock();
    try {
      SpoolEntry entry = fresh.remove(id);
      if (entry == null || end.isDeadLetter()) {
        ended.add(new Ended(id, end, entry));
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Only from a sleep without an end: a writer that gathers wakes by itself. */
  private void wake() {
    if (isSleeping) {
      isSleeping = false;
      work.signal();
    }
  }

  @Override
  public void awaitSafe(long number) {
    if (!isAwaited) {
      return;
    }
    long id = idOf(number);
    boolean isInterrupted = false;
    lock.lock();
    try {
      long nanos = PATIENCE;
      while (safeUpTo < id && !schedule.isDegraded() && !isStalled) {
        if (nanos <= 0) {
          isStalled = true;
          warnings.failed(new IOException("the disk has not answered for 10 seconds"));
          safe.signalAll();
        } else {
          try {
            nanos = safe.awaitNanos(nanos);
          } catch (InterruptedException e) {
            // The event is taken and will be safe in a moment: the caller hears of both.
            isInterrupted = true;
          }
        }
      }
    } finally {
      lock.unlock();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    // What is left of a damaged segment is written anew at once.
    process(Map.of(), List.of(), false);
    boolean isLast = false;
    while (!isLast) {
      Map<Long, SpoolEntry> taken;
      List<Ended> over;
      lock.lock();
      try {
        awaitWork();
        isLast = isClosing;
        taken = fresh;
        over = ended;
        fresh = new LinkedHashMap<>();
        ended = new ArrayList<>();
        writtenUpTo = lastTaken;
      } finally {
        lock.unlock();
      }
      process(taken, over, isLast);
    }
  }

  private void awaitWork() {
    while (!isClosing) {
      boolean hasTaken = isAwaited ? lastTaken != writtenUpTo : !fresh.isEmpty();
      long nanos = schedule.nanosToWait(nanoTime.getAsLong(), hasTaken, !ended.isEmpty());
      if (nanos <= 0) {
        return;
      }
      try {
        isSleeping = !schedule.isDegraded() && (isAwaited || nanos > SpoolSchedule.GATHER);
        long unused = work.awaitNanos(nanos);
      } catch (InterruptedException e) {
        // Nobody may interrupt this thread but the queue, which signals instead.
        isSleeping = false;
      } finally {
        isSleeping = false;
      }
    }
  }

  private void process(Map<Long, SpoolEntry> taken, List<Ended> over, boolean isLast) {
    Throwable failure = null;
    int letters = 0;
    long start = nanoTime.getAsLong();
    try {
      taken.values().forEach(log::add);
      over.forEach(this::settle);
      letters = writeDeadLetters();
      if (isLast) {
        log.close(clock.millis());
      } else {
        write(!taken.isEmpty() || !over.isEmpty(), start);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
    lock.lock();
    try {
      boolean wasDegraded = schedule.isDegraded();
      if (failure == null) {
        safeUpTo = writtenUpTo;
        schedule.succeeded(log.isUnforced(), log.isEmpty() && log.segments() > 0);
        if (wasDegraded) {
          warnings.works();
        }
      } else {
        faults++;
        unspooled += log.countMissed();
        schedule.failed(nanoTime.getAsLong());
        warnings.failed(failure);
      }
      isStalled = false;
      bytes = log.bytes();
      deadLettersWritten += letters;
      safe.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write(boolean hasNews, long now) throws IOException {
    log.write(clock.millis());
    if (hasNews) {
      schedule.wrote(now);
    }
    if (log.isUnforced() && schedule.isForceDue(now)) {
      log.force();
      schedule.forced(now);
    }
    if (!hasNews && schedule.isCleanDue(now)) {
      log.clear();
    }
  }

  private void settle(Ended end) {
    SpoolEntry entry = end.entry == null ? log.settle(end.id) : end.entry;
    if (entry != null) {
      deadLetters.add(entry, end.end);
    }
  }

  private int writeDeadLetters() {
    int written = deadLetters.write();
    if (written < 0) {
      warnings.deadLetters(deadLetters.path());
    }
    return Math.max(0, written);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosing = true;
      work.signalAll();
      safe.signalAll();
    } finally {
      lock.unlock();
    }
    awaitEnd();
    try {
      directoryLock.close();
    } catch (IOException e) {
      warnings.failed(e);
    }
  }

  /** Whoever is interrupted waits too: what is pending must be written before the lock is gone. */
  private void awaitEnd() {
    long end = nanoTime.getAsLong() + PATIENCE;
    boolean isInterrupted = false;
    while (thread.isAlive() && nanoTime.getAsLong() - end < 0) {
      try {
        thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean keeps(long number) {
    return !thread.isAlive() && log.keeps(idOf(number));
  }

  @Override
  public SpoolStats stats() {
    lock.lock();
    try {
      return new SpoolStats(
          recovered.length,
          corrupt,
          unspooled,
          faults,
          deadLettersWritten,
          bytes,
          schedule.isDegraded());
    } finally {
      lock.unlock();
    }
  }
}
