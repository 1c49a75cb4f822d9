package io.github.plausible4j.events;

import java.util.concurrent.CompletableFuture;

/**
 * Sends events one by one, each with one request and without repetition. For a program that must
 * not wait, or must not lose an event, there is {@link EventQueue}. Thread-safe.
 */
public interface EventClient {
  /**
   * Sends an event and waits for the answer. Everything that can become of it is a result; nothing
   * is thrown. On an interrupted thread the result is {@link SendResult.Failed}, unless the answer
   * came first, and the interrupt stays set. After {@link io.github.plausible4j.Plausible#close} it
   * is {@link SendResult.Failed} too.
   */
  SendResult send(Event event);

  /**
   * Sends an event without holding the caller. The future never fails; canceling it cancels the
   * request.
   */
  CompletableFuture<SendResult> sendAsync(Event event);
}
