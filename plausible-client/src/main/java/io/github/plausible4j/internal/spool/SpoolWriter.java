package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolStats;
import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.internal.spool.SpoolNotes.Change;
import io.github.plausible4j.internal.spool.SpoolNotes.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that writes a {@link SpoolLog}. Callers leave notes under a short lock, and the thread
 * writes their combined changes. An entry that ends before it is written is never written.
 */
final class SpoolWriter<T> implements Spool<T> {
  /** The longest wait of a caller for a hanging disk. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_CLOSING_TURNS = 3;

  private final SpoolLog<T> log;
  private final SpoolLock directoryLock;
  private final DeadLetterWriter<T> deadLetters;
  private final SpoolSettings settings;
  private final SpoolWarnings warnings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final SpoolSchedule schedule;
  private final boolean isAwaited;
  private final List<SpoolEntry<T>> recovered;
  private final long firstNewId;
  private final long corrupt;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition safe = lock.newCondition();
  private SpoolNotes<T> notes = new SpoolNotes<>();
  private long lastTaken;
  private long triedUpTo;
  private long safeUpTo;
  private boolean isSleeping;
  private boolean isStalled;
  private boolean isClosing;
  private boolean isDead;
  private int closingTurns;
  private volatile boolean isFinished;
  private volatile Thread thread;

  private long unspooled;
  private long faults;
  private long deadLettersWritten;
  private long bytes;
  private boolean isFull;

  /** The notes that the thread has taken and not yet passed to the log. Used only by the thread. */
  private SpoolNotes<T> taken = new SpoolNotes<>();

  SpoolWriter(
      SpoolSettings settings,
      SpoolLog<T> log,
      SpoolRecovery<T> found,
      SpoolLock directoryLock,
      DeadLetterWriter<T> deadLetters,
      SpoolWarnings warnings,
      Clock clock,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.log = log;
    this.directoryLock = directoryLock;
    this.deadLetters = deadLetters;
    this.warnings = warnings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.schedule = new SpoolSchedule(settings.sync(), nanoTime.getAsLong());
    this.isAwaited = settings.sync() == SpoolSync.EVERY_EVENT;
    this.recovered = new ArrayList<>(found.entries().values());
    recovered.sort(Comparator.comparing(entry -> entry.acceptedAt == SpoolEntry.NOT_ACCEPTED));
    this.firstNewId = found.nextId();
    this.corrupt = found.corrupt();
    this.lastTaken = firstNewId - 1;
    this.triedUpTo = lastTaken;
    this.safeUpTo = lastTaken;
    this.bytes = log.bytes();
    this.thread = newThread();
  }

  private Thread newThread() {
    Thread made = new Thread(this::run, "plausible-events-spool");
    made.setDaemon(true);
    return made;
  }

  SpoolWriter<T> start() {
    thread.start();
    return this;
  }

  @Override
  public List<Recovered<T>> recovered() {
    List<Recovered<T>> found = new ArrayList<>(recovered.size());
    long now = clock.millis();
    for (SpoolEntry<T> entry : recovered) {
      OptionalLong accepted =
          entry.acceptedAt == SpoolEntry.NOT_ACCEPTED
              ? OptionalLong.empty()
              : OptionalLong.of(nanosSince(entry.acceptedAt, now));
      found.add(new Recovered<>(entry.payload, nanosSince(entry.takenAt, now), accepted));
    }
    return found;
  }

  /** If the clock was set back in the meantime, an event counts as new. */
  private static long nanosSince(long millis, long now) {
    long age = Math.max(0, Math.min(now - millis, TimeUnit.DAYS.toMillis(36_500)));
    return TimeUnit.MILLISECONDS.toNanos(age);
  }

  private long idOf(long number) {
    return number < recovered.size()
        ? recovered.get((int) number).id
        : firstNewId + number - recovered.size();
  }

  @Override
  public void taken(long number, T payload) {
    SpoolEntry<T> entry = new SpoolEntry<>(idOf(number), payload, clock.millis());
    lock.lock();
    try {
      notes.take(entry);
      lastTaken = entry.id;
      if (isDegraded()) {
        entry.isMissed = true;
        unspooled++;
      }
      wake();
      if (isDead) {
        restart();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void accepted(long number) {
    note(Kind.ACCEPTED, number);
  }

  @Override
  public void pendingAgain(long number) {
    note(Kind.PENDING_AGAIN, number);
  }

  private void note(Kind kind, long number) {
    lock.lock();
    try {
      notes.note(kind, idOf(number));
      wake();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void left(long number, SpoolEnd end) {
    lock.lock();
    try {
      if (notes.leave(idOf(number), end)) {
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the thread only from an endless wait. A thread that collects notes wakes by itself. */
  private void wake() {
    if (isSleeping) {
      isSleeping = false;
      work.signal();
    }
  }

  private boolean isDegraded() {
    return schedule.isDegraded() || isFull;
  }

  @Override
  public boolean awaitSafe(long number) {
    if (!isAwaited) {
      return true;
    }
    long id = idOf(number);
    boolean isInterrupted = false;
    boolean hangs = false;
    lock.lock();
    try {
      long nanos = PATIENCE;
      while (triedUpTo < id && !schedule.isDegraded() && !isStalled && !isFinished) {
        if (nanos <= 0) {
          isStalled = true;
          hangs = true;
          safe.signalAll();
        } else {
          try {
            nanos = safe.awaitNanos(nanos);
          } catch (InterruptedException e) {
            // The event is taken and will soon be safe. The caller is told both.
            isInterrupted = true;
          }
        }
      }
      return safeUpTo >= id;
    } finally {
      lock.unlock();
      if (hangs) {
        warnings.failed(new IOException("the disk has not answered for 10 seconds"));
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      boolean isLast = false;
      while (!isLast) {
        isLast = turn();
      }
      isFinished = true;
    } finally {
      if (!isFinished) {
        restart();
      }
    }
  }

  /** Whatever ended the thread, the next one continues where it stopped. */
  private void restart() {
    lock.lock();
    try {
      Thread next = newThread();
      next.start();
      thread = next;
      isDead = false;
    } catch (Throwable e) {
      // There is no memory or thread left, which the counters show. The next entry tries again.
      isDead = true;
      faults++;
    } finally {
      lock.unlock();
    }
  }

  private boolean turn() {
    boolean isLast = false;
    Throwable failure = null;
    int letters = 0;
    long upTo = triedUpTo;
    try {
      // An interrupt would close the file that is being written.
      boolean unused = Thread.interrupted();
      lock.lock();
      try {
        if (taken.isEmpty()) {
          SpoolNotes<T> next = new SpoolNotes<>();
          taken = notes;
          notes = next;
        }
        upTo = notes.isEmpty() ? lastTaken : triedUpTo;
        // After a failed turn there may be notes for one more turn, but not endlessly.
        isLast = isClosing && (notes.isEmpty() || closingTurns++ == MOST_CLOSING_TURNS);
      } finally {
        lock.unlock();
      }
      letters = write(isLast);
    } catch (Throwable e) {
      failure = e;
    }
    if (failure instanceof ClosedByInterruptException) {
      // An interrupt closed the file. The disk works, so write again at once.
      return false;
    }
    log(finish(failure, letters, upTo));
    if (!isLast) {
      awaitWork();
    }
    return isLast;
  }

  private int write(boolean isLast) throws IOException {
    boolean hasNews = !taken.isEmpty();
    long start = nanoTime.getAsLong();
    handOver();
    int letters = writeDeadLetters();
    if (isLast) {
      log.close(clock.millis());
      return letters;
    }
    log.write(clock.millis());
    if (hasNews) {
      schedule.wrote(start);
    }
    if (log.isUnforced() && schedule.isForceDue(start)) {
      log.force();
      schedule.forced(start);
    }
    if (!hasNews && schedule.isCleanDue(start)) {
      log.clear();
    }
    return letters;
  }

  /** One by one, so that nothing is lost if this throws: the next turn continues. */
  private void handOver() {
    for (Iterator<SpoolEntry<T>> fresh = taken.fresh.values().iterator(); fresh.hasNext(); ) {
      log.add(fresh.next());
      fresh.remove();
    }
    taken.changes.forEach(this::apply);
    taken.changes.clear();
  }

  private void apply(Change<T> change) {
    switch (change.kind()) {
      case ACCEPTED -> log.accept(change.id(), clock.millis());
      case PENDING_AGAIN -> log.takeBackAcceptance(change.id());
      case LEFT -> {
        SpoolEntry<T> entry = change.entry() == null ? log.settle(change.id()) : change.entry();
        if (entry != null) {
          deadLetters.add(entry, Objects.requireNonNull(change.end()));
        }
      }
    }
  }

  private int writeDeadLetters() {
    int written = deadLetters.write();
    if (written < 0) {
      warnings.deadLetters(Objects.requireNonNull(settings.deadLetterFile()));
    }
    return Math.max(0, written);
  }

  /** Returns what to log, which must not happen under the lock. */
  private @Nullable Runnable finish(@Nullable Throwable failure, int letters, long upTo) {
    Runnable message = null;
    lock.lock();
    try {
      boolean wasDegraded = isDegraded();
      triedUpTo = Math.max(triedUpTo, upTo);
      if (failure == null) {
        safeUpTo = Math.max(safeUpTo, log.writtenUpTo(triedUpTo));
        isFull = log.isFull();
        schedule.succeeded(log.isUnforced(), log.isEmpty() && log.segments() > 0);
        if (isFull) {
          unspooled += log.countMissed();
          message = () -> warnings.full(settings.maxBytes());
        } else if (wasDegraded) {
          message = warnings::works;
        }
      } else {
        faults++;
        unspooled += log.countMissed();
        schedule.failed(nanoTime.getAsLong());
        message = () -> warnings.failed(failure);
      }
      isStalled = false;
      bytes = log.bytes();
      deadLettersWritten += letters;
      safe.signalAll();
    } finally {
      lock.unlock();
    }
    return message;
  }

  private static void log(@Nullable Runnable message) {
    if (message != null) {
      message.run();
    }
  }

  private void awaitWork() {
    lock.lock();
    try {
      while (!isClosing) {
        boolean hasTaken = isAwaited ? lastTaken != triedUpTo : !notes.fresh.isEmpty();
        boolean hasChanges = !notes.changes.isEmpty() || !taken.isEmpty();
        long nanos = schedule.nanosToWait(nanoTime.getAsLong(), hasTaken, hasChanges);
        if (nanos <= 0) {
          return;
        }
        try {
          isSleeping = !schedule.isDegraded() && (isAwaited || nanos > SpoolSchedule.GATHER);
          long unused = work.awaitNanos(nanos);
        } catch (InterruptedException e) {
          // Only the queue wakes this thread, with a signal. It checks again whether it is time.
          isSleeping = false;
        } finally {
          isSleeping = false;
        }
      }
    } finally {
      lock.unlock();
    }
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

  /** An interrupted caller waits, too: pending entries are written before the lock is released. */
  private void awaitEnd() {
    long end = nanoTime.getAsLong() + PATIENCE;
    boolean isInterrupted = false;
    while (!isFinished && nanoTime.getAsLong() - end < 0) {
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
    return isFinished && log.keeps(idOf(number));
  }

  @Override
  public SpoolStats stats() {
    lock.lock();
    try {
      return new SpoolStats(
          recovered.size(),
          corrupt,
          unspooled,
          faults,
          deadLettersWritten,
          bytes,
          isDegraded() || isDead);
    } finally {
      lock.unlock();
    }
  }
}
