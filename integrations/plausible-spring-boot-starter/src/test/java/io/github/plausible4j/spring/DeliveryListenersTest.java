package io.github.plausible4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.DeliveryListener;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.testkit.PlausibleServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** All listeners of an application hear of each event, in their order. */
class DeliveryListenersTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PlausibleAutoConfiguration.class))
          .withPropertyValues("plausible.site=a.example", "plausible.queue.connections=1");

  @Test
  void eachIsCalledInItsOrderAlsoIfAnotherThrows() {
    try (PlausibleServer server = PlausibleServer.start()) {
      application
          .withPropertyValues("plausible.url=" + server.url())
          .withUserConfiguration(Listeners.class)
          .run(
              context -> {
                EventQueue queue = context.getBean(EventQueue.class);
                queue.track(Event.pageview("https://a.example/1"));
                queue.track(Event.pageview("https://a.example/2"));

                assertThat(queue.flush(PATIENCE).isComplete()).isTrue();
                assertThat(context.getBean(Calls.class).names())
                    .containsExactly("first", "broken", "last", "first", "broken", "last");
                assertThat(queue.stats().accepted()).isEqualTo(2);
                assertThat(queue.stats().senderFailures()).isZero();
              });
      assertThat(server.events()).hasSize(2);
    }
  }

  @Test
  void eachKindOfNewsReachesEachListener() {
    Calls calls = new Calls(new CopyOnWriteArrayList<>());
    DeliveryListener all =
        DeliveryListeners.of(List.of(new Noted("a", calls), new Noted("b", calls)));
    Event event = Event.pageview("https://a.example/");

    all.ended(event, new SendResult.Accepted());
    all.expired(event);
    all.overflowed(event);
    all.retrying(event, 1, Duration.ZERO, new SendResult.Failed("status 503", 503, false));

    assertThat(calls.names())
        .containsExactly(
            "a", "b", "a expired", "b expired", "a full", "b full", "a retrying", "b retrying");
  }

  @Test
  void withoutAListenerTheQueueKnowsThatThereIsNone() {
    assertThat(DeliveryListeners.of(List.of())).isSameAs(DeliveryListener.NONE);
  }

  record Calls(List<String> names) {}

  record Noted(String name, Calls calls) implements DeliveryListener {
    @Override
    public void ended(Event event, SendResult result) {
      calls.names().add(name);
    }

    @Override
    public void expired(Event event) {
      calls.names().add(name + " expired");
    }

    @Override
    public void overflowed(Event event) {
      calls.names().add(name + " full");
    }

    @Override
    public void retrying(Event event, int attempt, Duration wait, SendResult.Failed failure) {
      calls.names().add(name + " retrying");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Listeners {
    @Bean
    Calls calls() {
      return new Calls(new CopyOnWriteArrayList<>());
    }

    @Bean
    @Order(3)
    DeliveryListener last(Calls calls) {
      return new Noted("last", calls);
    }

    @Bean
    @Order(1)
    DeliveryListener first(Calls calls) {
      return new Noted("first", calls);
    }

    @Bean
    @Order(2)
    DeliveryListener broken(Calls calls) {
      return new DeliveryListener() {
        @Override
        public void ended(Event event, SendResult result) {
          calls.names().add("broken");
          throw new StackOverflowError("the listener's own");
        }
      };
    }
  }
}
