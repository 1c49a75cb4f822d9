package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SpoolStats;
import io.github.plausible4j.internal.delivery.RecoveredEvent;
import java.util.List;

/** For queues that live in memory alone. */
final class NoSpool implements Spool {
  @Override
  public List<RecoveredEvent> recovered() {
    return List.of();
  }

  @Override
  public void taken(long number, Event event) {}

  @Override
  public void left(long number, SpoolEnd end) {}

  @Override
  public void awaitSafe(long number) {}

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
