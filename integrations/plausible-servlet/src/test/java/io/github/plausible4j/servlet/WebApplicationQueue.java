package io.github.plausible4j.servlet;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.EventQueue;

/** A queue for settings that are refused before anything is tracked. */
final class WebApplicationQueue implements AutoCloseable {
  private final Plausible plausible = Plausible.create("http://127.0.0.1:9");
  private final EventQueue queue = plausible.eventQueue();

  EventQueue get() {
    return queue;
  }

  @Override
  public void close() {
    plausible.close();
  }
}
