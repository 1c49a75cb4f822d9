package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.SendResult;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One program of a fleet: the real state, breaker and backoff, driven in virtual time. */
final class SimulatedClient {
  private static final long CALL_TIMEOUT = Duration.ofSeconds(30).toNanos();
  private static final long ONE_WAY = Duration.ofMillis(5).toNanos();
  private static final Event EVENT = Event.pageview("https://blog.example.com/");

  private final VirtualScheduler scheduler;
  private final SimulatedServer server;
  private final DeliveryPolicy policy;
  private final DeliveryState state;
  private int underWay;
  private long wakeAt = Long.MAX_VALUE;
  private long counted;

  SimulatedClient(
      VirtualScheduler scheduler,
      SimulatedServer server,
      DeliveryPolicy policy,
      RandomGenerator jitter) {
    this.scheduler = scheduler;
    this.server = server;
    this.policy = policy;
    this.state = new DeliveryState(policy, jitter);
  }

  /** One event is tracked every so long on average, at random moments, until an end. */
  void tracks(Duration every, RandomGenerator random, Duration end) {
    long wait = (long) (-Math.log(1 - random.nextDouble()) * every.toNanos());
    if (scheduler.now() + wait < end.toNanos()) {
      scheduler.in(
          wait,
          () -> {
            track();
            tracks(every, random, end);
          });
    }
  }

  DeliveryStats stats() {
    return state.stats();
  }

  /** What the server has counted of this client's events. */
  long countedByServer() {
    return counted;
  }

  void counted() {
    counted++;
  }

  private void track() {
    if (state.hasRoomFor(EVENT)) {
      state.take(EVENT, scheduler.now());
    } else {
      state.refuse();
    }
    send();
  }

  /** What the sender threads of a queue do, as soon as there is something for them. */
  private void send() {
    giveUpExpired();
    while (underWay < policy.connections()) {
      Delivery next = state.next(scheduler.now());
      if (next == null) {
        wakeIn(state.nanosToWait(scheduler.now()));
        return;
      }
      underWay++;
      new Call(next).start();
    }
  }

  private void giveUpExpired() {
    for (Delivery expired = state.nextExpired(scheduler.now());
        expired != null;
        expired = state.nextExpired(scheduler.now())) {
      state.heard(expired);
    }
  }

  private void wakeIn(long nanos) {
    if (nanos == Long.MAX_VALUE || scheduler.now() + nanos >= wakeAt) {
      return;
    }
    long at = scheduler.now() + nanos;
    wakeAt = at;
    scheduler.at(
        at,
        () -> {
          if (wakeAt == at) {
            wakeAt = Long.MAX_VALUE;
          }
          send();
        });
  }

  /** A request: answered, cut or given up by the client, whichever comes first. */
  private final class Call {
    private final Delivery delivery;
    private boolean isOver;

    private Call(Delivery delivery) {
      this.delivery = delivery;
    }

    void start() {
      scheduler.in(
          ONE_WAY,
          () ->
              server.receive(
                  SimulatedClient.this, attempt -> scheduler.in(ONE_WAY, () -> end(attempt))));
      scheduler.in(
          CALL_TIMEOUT,
          () ->
              end(
                  new AttemptResult(
                      new SendResult.Failed("no answer in time", 0, true),
                      AttemptResult.Retry.AMBIGUOUS,
                      Duration.ZERO)));
    }

    private void end(AttemptResult attempt) {
      if (isOver) {
        return;
      }
      isOver = true;
      underWay--;
      if (state.attempted(delivery, attempt, scheduler.now()) == null) {
        state.heard(delivery);
      }
      send();
    }
  }
}
