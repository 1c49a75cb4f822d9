package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolStats;
import java.util.List;

/** The spool of queues that keep events only in memory. */
final class NoSpool<T> implements Spool<T> {
  @Override
  public List<Recovered<T>> recovered() {
    return List.of();
  }

  @Override
  public void taken(long number, T payload) {}

  @Override
  public void accepted(long number) {}

  @Override
  public void pendingAgain(long number) {}

  @Override
  public void left(long number, SpoolEnd end) {}

  @Override
  public boolean awaitSafe(long number) {
    return true;
  }

  @Override
  public void close() {}

  @Override
  public boolean keeps(long number) {
    return false;
  }

  @Override
  public SpoolStats stats() {
    return SpoolStats.NONE;
  }
}
