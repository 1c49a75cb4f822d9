package io.github.plausible4j.micrometer;

import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.EventQueue;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Exposes the counters of an {@link EventQueue} as metrics. All meters of a scrape show the
 * counters of the same instant, so that they add up. Thread-safe.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>type</th><th>meaning</th></tr>
 *   <tr><td>{@code plausible.events.taken}</td><td>counter</td><td>events that the queue took</td></tr>
 *   <tr><td>{@code plausible.events.finished}</td><td>counter</td><td>events by their final {@code
 *     result}: {@code accepted}, {@code dropped}, {@code rejected}, {@code failed}, {@code
 *     expired}</td></tr>
 *   <tr><td>{@code plausible.events.pending}</td><td>gauge</td><td>events that wait or are being sent</td></tr>
 *   <tr><td>{@code plausible.events.pending.size}</td><td>gauge, bytes</td><td>the estimated memory of these events</td></tr>
 *   <tr><td>{@code plausible.events.overflowed}</td><td>counter</td><td>events lost because the queue
 *     was full</td></tr>
 *   <tr><td>{@code plausible.events.refused}</td><td>counter</td><td>requests that could not be made
 *     into an event; not in {@code taken}</td></tr>
 *   <tr><td>{@code plausible.events.at.risk}</td><td>counter</td><td>accepted events that the server
 *     may have lost in a crash; 0 without a {@code serverBuffer}</td></tr>
 *   <tr><td>{@code plausible.events.resent}</td><td>counter</td><td>events at risk that were sent and
 *     accepted again</td></tr>
 *   <tr><td>{@code plausible.delivery.retries}</td><td>counter</td><td>attempts after the
 *     first</td></tr>
 *   <tr><td>{@code plausible.delivery.ambiguous}</td><td>counter</td><td>attempts that failed after
 *     the server may have counted the event</td></tr>
 *   <tr><td>{@code plausible.delivery.threads}</td><td>gauge</td><td>threads that deliver; 0 after the
 *     queue is closed</td></tr>
 *   <tr><td>{@code plausible.delivery.thread.failures}</td><td>counter</td><td>failures of such a
 *     thread, which then continued</td></tr>
 *   <tr><td>{@code plausible.spool.size}</td><td>gauge, bytes</td><td>its size on the disk</td></tr>
 *   <tr><td>{@code plausible.spool.degraded}</td><td>gauge</td><td>1 while events are only in memory
 *     although there is a spool, otherwise 0</td></tr>
 *   <tr><td>{@code plausible.spool.faults}</td><td>counter</td><td>failures of the disk</td></tr>
 *   <tr><td>{@code plausible.spool.recovered}</td><td>counter</td><td>events that an earlier process
 *     left in the spool</td></tr>
 *   <tr><td>{@code plausible.spool.corrupt}</td><td>counter</td><td>damaged records that were
 *     skipped at the start</td></tr>
 *   <tr><td>{@code plausible.spool.unspooled}</td><td>counter</td><td>events that were only in
 *     memory for some time</td></tr>
 *   <tr><td>{@code plausible.spool.dead.letters}</td><td>counter</td><td>events in the dead-letter
 *     file</td></tr>
 * </table>
 *
 * <pre>{@code
 * new EventQueueMetrics(queue).bindTo(registry);
 * }</pre>
 */
public final class EventQueueMetrics implements MeterBinder {
  private static final String EVENTS = "events";
  private static final String BYTES = "bytes";

  private final EventQueue queue;
  private final Tags tags;

  /** Creates the metrics of a queue, without tags. */
  public EventQueueMetrics(EventQueue queue) {
    this(queue, List.of());
  }

  /**
   * Creates the metrics of a queue.
   *
   * @param tags tags for every meter; with several queues, a tag must distinguish them
   */
  public EventQueueMetrics(EventQueue queue, Iterable<Tag> tags) {
    this.queue = Objects.requireNonNull(queue, "queue");
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Binding binding =
        new Binding(registry, new StatsSnapshot(queue, registry.config().clock()), tags);
    bindEvents(binding);
    bindDelivery(binding);
    bindSpool(binding);
  }

  private static void bindEvents(Binding binding) {
    binding.counter("plausible.events.taken", "Events that the queue took", DeliveryStats::taken);
    binding.result("accepted", DeliveryStats::accepted);
    binding.result("dropped", DeliveryStats::dropped);
    binding.result("rejected", DeliveryStats::rejected);
    binding.result("failed", DeliveryStats::failed);
    binding.result("expired", DeliveryStats::expired);
    binding.gauge(
        "plausible.events.pending",
        EVENTS,
        "Events that wait or are being sent",
        DeliveryStats::pending);
    binding.gauge(
        "plausible.events.pending.size",
        BYTES,
        "Estimated memory of pending events",
        DeliveryStats::pendingBytes);
    binding.counter(
        "plausible.events.overflowed",
        "Events lost because the queue was full",
        DeliveryStats::overflowed);
    binding.counter(
        "plausible.events.refused",
        "Requests that could not be made into an event",
        DeliveryStats::refused);
    binding.counter(
        "plausible.events.at.risk",
        "Accepted events that the server may have lost in a crash",
        DeliveryStats::atRisk);
    binding.counter(
        "plausible.events.resent",
        "Events at risk that were sent and accepted again",
        DeliveryStats::resent);
  }

  private static void bindDelivery(Binding binding) {
    binding.counter(
        "plausible.delivery.retries", "Attempts after the first", DeliveryStats::retries);
    binding.counter(
        "plausible.delivery.ambiguous",
        "Attempts that failed after the server may have counted the event",
        DeliveryStats::ambiguous);
    binding.gauge(
        "plausible.delivery.threads",
        "threads",
        "Threads that deliver events; 0 after the queue is closed",
        DeliveryStats::senders);
    binding.counter(
        "plausible.delivery.thread.failures",
        "Failures of a thread that delivers events, which then continued",
        DeliveryStats::senderFailures);
  }

  private static void bindSpool(Binding binding) {
    binding.gauge(
        "plausible.spool.size",
        BYTES,
        "Size of the spool on the disk",
        stats -> stats.spool().bytes());
    binding.gauge(
        "plausible.spool.degraded",
        "spools",
        "1 while events are only in memory although there is a spool",
        stats -> stats.spool().isDegraded() ? 1 : 0);
    binding.counter(
        "plausible.spool.faults", "Failures of the disk", stats -> stats.spool().faults());
    binding.counter(
        "plausible.spool.recovered",
        "Events that an earlier process left in the spool",
        stats -> stats.spool().recovered());
    binding.counter(
        "plausible.spool.corrupt",
        "Damaged records of the spool that were skipped at the start",
        stats -> stats.spool().corrupt());
    binding.counter(
        "plausible.spool.unspooled",
        "Events that were only in memory for some time",
        stats -> stats.spool().unspooled());
    binding.counter(
        "plausible.spool.dead.letters",
        "Events written to the dead-letter file",
        stats -> stats.spool().deadLetters());
  }

  private record Binding(MeterRegistry registry, StatsSnapshot snapshot, Tags tags) {
    void result(String result, ToDoubleFunction<DeliveryStats> value) {
      register(
          "plausible.events.finished",
          "Events by their final result",
          tags.and("result", result),
          value);
    }

    void counter(String name, String description, ToDoubleFunction<DeliveryStats> value) {
      register(name, description, tags, value);
    }

    private void register(
        String name, String description, Tags all, ToDoubleFunction<DeliveryStats> value) {
      String meter = name + all;
      // A counter has a weak reference to its object and a strong one to its function, which
      // refers to the queue.
      FunctionCounter.builder(
              name, snapshot, ignored -> value.applyAsDouble(snapshot.readFor(meter)))
          .description(description)
          .tags(all)
          .register(registry);
    }

    void gauge(
        String name, String unit, String description, ToDoubleFunction<DeliveryStats> value) {
      Gauge.builder(name, () -> value.applyAsDouble(snapshot.readFor(name)))
          .description(description)
          .baseUnit(unit)
          .tags(tags)
          .register(registry);
    }
  }
}
