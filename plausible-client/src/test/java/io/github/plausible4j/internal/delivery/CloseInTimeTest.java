package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.Visitor;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a close of five seconds has time for: as many requests of 20 milliseconds as fit. */
class CloseInTimeTest {
  private static final long ANSWER = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @CsvSource({"1, 750", "2, 500", "4, 0", "16, 0"})
  void onVirtualTimeFourConnectionsDeliverAThousandEventsInFiveSeconds(int connections, int lost) {
    DeliveryState state = new DeliveryState(DeliveryPolicy.defaults(), new Random(1));
    for (int i = 0; i < EVENTS; i++) {
      state.take(event(i), 0);
    }
    Delivery[] underWay = new Delivery[connections];
    for (long now = 0; now <= TIMEOUT.toNanos(); now += ANSWER) {
      for (int i = 0; i < connections; i++) {
        if (underWay[i] != null) {
          state.attempted(underWay[i], AttemptResult.ended(new SendResult.Accepted()), now);
        }
        underWay[i] = state.next(now);
      }
    }

    assertThat(state.pending()).isEqualTo(lost);
  }

  @Test
  void howeverSlowTheMachineIsTheCloseSaysHowManyItLost() {
    MockResponse slow =
        TestServer.status(202).newBuilder().headersDelay(20, TimeUnit.MILLISECONDS).build();
    try (TestServer server = TestServer.answering(slow);
        EventQueue queue = server.plausible().eventQueue()) {
      for (int i = 0; i < EVENTS; i++) {
        queue.track(event(i));
      }

      CloseResult closed = queue.close(TIMEOUT);

      DeliveryStats stats = closed.stats();
      assertThat(stats.accepted()).isPositive();
      assertThat(stats.accepted() + closed.undelivered()).isEqualTo(EVENTS);
      assertThat(closed.isComplete()).isEqualTo(stats.accepted() == EVENTS);
      assertThat((long) server.mock().getRequestCount())
          .isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
    }
  }

  private static Event event(int number) {
    return Event.pageview("https://blog.example.com/" + number)
        .withVisitor(Visitor.ofServer("test-run"));
  }
}
