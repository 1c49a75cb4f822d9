package io.github.plausible4j.events;

import java.util.concurrent.CompletableFuture;

/**
 * Sends events one by one, each with one request and without retries. Use {@link EventQueue} if
 * your program must not wait, or must not lose an event. Thread-safe.
 */
public interface EventClient {
  /**
   * Sends an event and waits for the answer. Never throws: a failure is a result too. If the thread
   * is interrupted before the answer, the result is {@link SendResult.Failed}, and the interrupt
   * stays set. After {@link io.github.plausible4j.Plausible#close} the result is {@link
   * SendResult.Failed} too.
   */
  SendResult send(Event event);

  /**
   * Sends an event without blocking the caller. The future never fails; canceling it cancels the
   * request.
   */
  CompletableFuture<SendResult> sendAsync(Event event);
}
