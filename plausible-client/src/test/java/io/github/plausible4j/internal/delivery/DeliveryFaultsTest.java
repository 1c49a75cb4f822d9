package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random faults on real connections: the server's count and the counters agree. */
class DeliveryFaultsTest {
  private static final int EVENTS = 150;

  @RepeatedTest(8)
  void theServersOwnCountLiesBetweenAcceptedAndAcceptedPlusAmbiguous(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, AtomicInteger> counted = new ConcurrentHashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    try (TestServer server = new TestServer(request -> answer(request, random, counted));
        Plausible plausible =
            Plausible.builder(server.url()).callTimeout(Duration.ofMillis(400)).build()) {
      EventQueue queue =
          plausible.eventQueue(
              DeliveryPolicy.builder()
                  .connections(4)
                  .retry(50, Duration.ofMillis(1), Duration.ofMillis(20))
                  .build());
      Thread reader = new Thread(() -> watch(queue, done));
      reader.start();
      for (int i = 0; i < EVENTS; i++) {
        assertThat(queue.track(Event.pageview("https://blog.example.com/" + i))).isTrue();
      }

      CloseResult closed = queue.close(Duration.ofMinutes(2));

      done.set(true);
      join(reader);
      DeliveryStats stats = closed.stats();
      assertThat(closed.isComplete()).as("%s", stats).isTrue();
      assertThat(stats.taken()).isEqualTo(EVENTS);
      assertThat(stats.isBalanced()).isTrue();
      assertThat(stats.accepted() + stats.dropped() + stats.rejected()).isEqualTo(EVENTS);
      long serversCount = counted.values().stream().mapToInt(AtomicInteger::get).sum();
      assertThat(serversCount).isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
    }
  }

  private static void watch(EventQueue queue, AtomicBoolean done) {
    while (!done.get()) {
      DeliveryStats stats = queue.stats();
      if (!stats.isBalanced()) {
        throw new AssertionError(stats);
      }
      Thread.onSpinWait();
    }
  }

  private static MockResponse answer(
      RecordedRequest request, Random random, Map<String, AtomicInteger> counted) {
    String body = request.getBody() == null ? "" : request.getBody().utf8();
    int fault;
    synchronized (random) {
      fault = random.nextInt(20);
    }
    return switch (fault) {
      case 0 -> TestServer.status(503);
      case 1 -> new MockResponse.Builder().code(429).setHeader("Retry-After", "0").body("").build();
      case 2 -> TestServer.status(500);
      case 3 -> TestServer.status(400);
      case 4 ->
          new MockResponse.Builder()
              .code(202)
              .body("ok")
              .setHeader("x-plausible-dropped", "1")
              .build();
      case 5 -> new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build();
      case 6 -> {
        count(counted, body);
        yield new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
      }
      case 7 -> {
        count(counted, body);
        yield new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
      }
      case 8 -> {
        count(counted, body);
        yield TestServer.status(202).newBuilder().bodyDelay(50, TimeUnit.MILLISECONDS).build();
      }
      default -> {
        count(counted, body);
        yield TestServer.status(202);
      }
    };
  }

  private static void count(Map<String, AtomicInteger> counted, String body) {
    counted.computeIfAbsent(body, key -> new AtomicInteger()).incrementAndGet();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
