package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.EventQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestTrackingTest {
  @Test
  void whateverAVisitorRequestedIsTracked() {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        Plausible plausible = server.plausible();
        EventQueue queue = plausible.eventQueue()) {
      String target = "https://blog.example.com/gallery?width=100%&height=100%";

      assertThat(queue.track("pageview", target, event -> event.prop("plan", null))).isTrue();

      DeliveryStats stats = queue.close(Duration.ofMinutes(5)).stats();
      assertThat(stats.accepted()).isEqualTo(1);
      assertThat(stats.refused()).isZero();
    }
  }

  @Test
  void aRequestThatIsNoEventIsCountedAndThrowsNothing() {
    try (TestServer server = TestServer.answering(TestServer.status(202));
        Plausible plausible = server.plausible();
        EventQueue queue = plausible.eventQueue()) {
      assertThat(queue.track("pageview", null, event -> {})).isFalse();
      assertThat(queue.track(null, "https://blog.example.com/", event -> {})).isFalse();
      assertThat(queue.track("pageview", "https://blog.example.com/", null)).isFalse();
      assertThat(
              queue.track(
                  "pageview",
                  "https://blog.example.com/",
                  event -> {
                    throw new StackOverflowError("a mistake of the application");
                  }))
          .isFalse();

      DeliveryStats stats = queue.stats();
      assertThat(stats.refused()).isEqualTo(4);
      assertThat(stats.taken()).isZero();
      assertThat(stats.isBalanced()).isTrue();
    }
  }
}
