package io.github.plausible4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SpoolStats;
import io.github.plausible4j.testkit.PlausibleServer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventQueueMetricsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void resultsAreCountedByName() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (PlausibleServer server = PlausibleServer.forSites("a.example");
        Plausible plausible = Plausible.create(server.url());
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(queue).bindTo(registry);
      queue.track(Event.pageview("https://a.example/"));
      queue.track(Event.pageview("https://a.example/b"));
      queue.track(Event.pageview("https://other.example/"));
      queue.flush(PATIENCE);

      assertThat(counter(registry, "plausible.events.taken")).isEqualTo(3);
      assertThat(finished(registry, "accepted")).isEqualTo(2);
      assertThat(finished(registry, "dropped")).isEqualTo(1);
      assertThat(finished(registry, "failed")).isZero();
      assertThat(registry.get("plausible.events.pending").gauge().value()).isZero();
    }
  }

  @Test
  void everyCounterOfTheQueueAndItsSpoolHasAMeter() {
    SpoolStats spool = new SpoolStats(101, 102, 103, 104, 105, 106, true);
    DeliveryStats stats =
        new DeliveryStats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, spool);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9");
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(answering(queue, stats)).bindTo(registry);

      assertThat(measured(registry)).containsExactlyInAnyOrderElementsOf(counted(stats, spool));
      assertThat(counter(registry, "plausible.events.refused")).isEqualTo((double) stats.refused());
    }
  }

  /** Each number once, since all are different; {@code isDegraded} is 1, as {@code taken} is. */
  private static List<Double> counted(Record... counters) {
    return Arrays.stream(counters)
        .flatMap(
            each ->
                Arrays.stream(each.getClass().getRecordComponents())
                    .map(component -> value(each, component)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Double> value(Record counters, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(counters);
      if (value instanceof Number number) {
        return Optional.of(number.doubleValue());
      }
      return value instanceof Boolean is ? Optional.of(is ? 1.0 : 0.0) : Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.getName(), e);
    }
  }

  private static List<Double> measured(SimpleMeterRegistry registry) {
    return registry.getMeters().stream()
        .map(meter -> meter.measure().iterator().next().getValue())
        .toList();
  }

  @Test
  void aScrapeReadsTheCountersOnce() {
    MockClock clock = new MockClock();
    SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    AtomicInteger reads = new AtomicInteger();
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9");
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(countingReads(queue, reads)).bindTo(registry);

      scrape(registry);
      assertThat(reads).hasValue(1);
      scrape(registry);
      assertThat(reads).hasValue(2);
    }
  }

  @Test
  void aMeterThatIsAskedAloneShowsNothingOld() {
    MockClock clock = new MockClock();
    SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    AtomicInteger reads = new AtomicInteger();
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9");
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(countingReads(queue, reads)).bindTo(registry);
      counter(registry, "plausible.events.taken");
      clock.add(Duration.ofMinutes(1));

      counter(registry, "plausible.events.overflowed");

      assertThat(reads).hasValue(2);
    }
  }

  @Test
  void everyMeterIsDescribedAndCarriesTheTags() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, Clock.SYSTEM);
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9");
        EventQueue queue = plausible.eventQueue()) {
      new EventQueueMetrics(queue, List.of(Tag.of("queue", "main"))).bindTo(registry);

      assertThat(registry.getMeters()).hasSize(23);
      assertThat(registry.getMeters())
          .allSatisfy(
              meter -> {
                assertThat(meter.getId().getDescription()).isNotBlank();
                assertThat(meter.getId().getTag("queue")).isEqualTo("main");
              });
    }
  }

  @Test
  void metersLiveWithoutAnyoneHoldingTheBinder() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Plausible plausible = Plausible.create("http://127.0.0.1:9");
        EventQueue queue = plausible.eventQueue()) {
      WeakReference<EventQueueMetrics> binder = bind(registry, queue);
      while (binder.get() != null) {
        System.gc();
      }

      assertThat(counter(registry, "plausible.events.taken")).isNotNaN();
    }
  }

  private static WeakReference<EventQueueMetrics> bind(
      SimpleMeterRegistry registry, EventQueue queue) {
    EventQueueMetrics metrics = new EventQueueMetrics(queue);
    metrics.bindTo(registry);
    return new WeakReference<>(metrics);
  }

  private static void scrape(SimpleMeterRegistry registry) {
    for (Meter meter : registry.getMeters()) {
      meter.measure().forEach(measurement -> assertThat(measurement.getValue()).isNotNegative());
    }
  }

  private static double counter(SimpleMeterRegistry registry, String name) {
    return registry.get(name).functionCounter().count();
  }

  private static double finished(SimpleMeterRegistry registry, String result) {
    return registry
        .get("plausible.events.finished")
        .tag("result", result)
        .functionCounter()
        .count();
  }

  private static EventQueue answering(EventQueue queue, DeliveryStats stats) {
    return (EventQueue)
        Proxy.newProxyInstance(
            EventQueue.class.getClassLoader(),
            new Class<?>[] {EventQueue.class},
            (proxy, method, arguments) ->
                method.getName().equals("stats") ? stats : method.invoke(queue, arguments));
  }

  /** The queue itself, with an eye on how often its counters are read. */
  private static EventQueue countingReads(EventQueue queue, AtomicInteger reads) {
    return (EventQueue)
        Proxy.newProxyInstance(
            EventQueue.class.getClassLoader(),
            new Class<?>[] {EventQueue.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("stats")) {
                reads.incrementAndGet();
              }
              return method.invoke(queue, arguments);
            });
  }
}
