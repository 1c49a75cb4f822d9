package io.github.plausible4j.spring;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls all listeners of an application in their order. If one throws, this is logged once for that
 * listener, and the others are still called.
 */
final class DeliveryListeners implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryListener.class);

  private final List<CheckedListener> listeners;

  private DeliveryListeners(List<DeliveryListener> listeners) {
    this.listeners = listeners.stream().map(CheckedListener::new).toList();
  }

  /** One listener that calls all; {@link DeliveryListener#NONE} for none. */
  static DeliveryListener of(List<DeliveryListener> listeners) {
    return listeners.isEmpty() ? NONE : new DeliveryListeners(listeners);
  }

  @Override
  public void ended(Event event, SendResult result) {
    tell(listener -> listener.ended(event, result));
  }

  @Override
  public void expired(Event event) {
    tell(listener -> listener.expired(event));
  }

  @Override
  public void overflowed(Event event) {
    tell(listener -> listener.overflowed(event));
  }

  @Override
  public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
    tell(listener -> listener.retrying(event, attempt, wait, failure));
  }

  private void tell(Consumer<DeliveryListener> news) {
    listeners.forEach(listener -> listener.tell(news));
  }

  /** A listener whose failures do not affect the others. */
  private static final class CheckedListener {
    private final DeliveryListener listener;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    CheckedListener(DeliveryListener listener) {
      this.listener = listener;
    }

    void tell(Consumer<DeliveryListener> news) {
      try {
        news.accept(listener);
      } catch (Throwable e) {
        if (hasFailed.compareAndSet(false, true)) {
          warn(e);
        }
      }
    }

    private void warn(Throwable failure) {
      try {
        LOG.warn(
            "The delivery listener {} failed; delivery and the other listeners continue. Logged once"
                + " for this listener.",
            listener.getClass().getName(),
            failure);
      } catch (Throwable e) {
        // A broken appender must not keep the next listener from being called.
        return;
      }
    }
  }
}
