package io.github.plausible4j.benchmarks;

import io.github.plausible4j.Plausible;
import io.github.plausible4j.benchmarks.delivery.SinkServer;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.OverflowPolicy;
import io.github.plausible4j.events.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The cost of an event for the caller, in bursts into an empty queue, so that the caller is
 * measured and not the server. The baseline is {@code offer} of the same object to an {@link
 * ArrayBlockingQueue}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 200)
@Measurement(iterations = 400)
@Fork(1)
public class TrackBenchmark {
  static final int BURST = 500;

  /** The measured queue and events. */
  public TrackBenchmark() {}

  /** An event of four properties, as an application would build one. */
  public static Event build(int number) {
    return Event.builder("Signup", "https://blog.example.com/join")
        .visitor(VISITOR)
        .prop("plan", "pro")
        .prop("method", "email")
        .prop("country", "DE")
        .prop("number", number)
        .build();
  }

  /** The same event as a program without validation would keep it. */
  public static Object record(int number) {
    return Kept.of(number);
  }

  /** The parts of an event that a program would keep. */
  record Kept(String name, String url, Map<String, String> props, Visitor visitor) {
    static Kept of(int number) {
      Map<String, String> props = new LinkedHashMap<>();
      props.put("plan", "pro");
      props.put("method", "email");
      props.put("country", "DE");
      props.put("number", Long.toString(number));
      return new Kept("Signup", "https://blog.example.com/join", props, VISITOR);
    }
  }

  private static final Visitor VISITOR =
      Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101");

  /** A queue that a sender empties. */
  @State(Scope.Benchmark)
  public static class Drained {
    private final Event event = build(1);
    private final ArrayBlockingQueue<Object> baseline = new ArrayBlockingQueue<>(10_000);
    private final List<Object> sink = new ArrayList<>(10_000);
    private SinkServer server;
    private Plausible plausible;
    private EventQueue queue;

    /** For JMH. */
    public Drained() {}

    /** Starts the server. */
    @Setup(Level.Trial)
    public void start() throws IOException {
      server = SinkServer.start(0);
      plausible = Plausible.create(server.url());
      queue = plausible.eventQueue();
    }

    /** Empties both queues. */
    @TearDown(Level.Iteration)
    public void drain() {
      if (!queue.flush(Duration.ofMinutes(1)).isComplete()) {
        throw new IllegalStateException("not drained: " + queue.stats());
      }
      baseline.drainTo(sink);
      sink.clear();
    }

    /** Ends the server. */
    @TearDown(Level.Trial)
    public void stop() {
      plausible.close();
      server.close();
    }
  }

  /** A queue that is full, because its server does not answer. */
  @State(Scope.Benchmark)
  public static class Full {
    /** The policy. */
    @Param({"DROP_NEWEST", "DROP_OLDEST"})
    public String overflow;

    private final Event event = build(1);
    private Plausible plausible;
    private EventQueue queue;

    /** For JMH. */
    public Full() {}

    /** Fills the queue. Nothing listens at the discard port. */
    @Setup(Level.Trial)
    public void fill() {
      plausible = Plausible.create("http://127.0.0.1:9");
      queue =
          plausible.eventQueue(
              DeliveryPolicy.builder()
                  .closeTimeout(Duration.ZERO)
                  .overflow(
                      overflow.equals("DROP_OLDEST")
                          ? OverflowPolicy.DROP_OLDEST
                          : OverflowPolicy.DROP_NEWEST)
                  .build());
      while (queue.stats().overflowed() == 0) {
        queue.track(event);
      }
    }

    /** Gives up the events in the queue. */
    @TearDown(Level.Trial)
    public void stop() {
      plausible.close();
    }
  }

  /** The baseline: a bounded queue of the JDK, the same object. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void baselineOffer(Drained state) {
    for (int i = 0; i < BURST; i++) {
      if (!state.baseline.offer(state.event)) {
        throw new IllegalStateException("full");
      }
    }
  }

  /** This library, with the same object. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void track(Drained state) {
    for (int i = 0; i < BURST; i++) {
      if (!state.queue.track(state.event)) {
        throw new IllegalStateException("full");
      }
    }
  }

  /**
   * The minimum that a program would do itself: a record and a map for each event, without
   * validation.
   */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void baselineRecordAndOffer(Drained state) {
    for (int i = 0; i < BURST; i++) {
      if (!state.baseline.offer(Kept.of(i))) {
        throw new IllegalStateException("full");
      }
    }
  }

  /** The baseline with an event built for each. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void baselineBuildAndOffer(Drained state) {
    for (int i = 0; i < BURST; i++) {
      if (!state.baseline.offer(build(i))) {
        throw new IllegalStateException("full");
      }
    }
  }

  /** This library, with a new and therefore validated event each time. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void buildAndTrack(Drained state) {
    for (int i = 0; i < BURST; i++) {
      if (!state.queue.track(build(i))) {
        throw new IllegalStateException("full");
      }
    }
  }

  /** Only building and validating. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BURST)
  public void build(Blackhole blackhole) {
    for (int i = 0; i < BURST; i++) {
      blackhole.consume(build(i));
    }
  }

  /** This library with a full queue. The p99.9 of the samples is what a caller can experience. */
  @Benchmark
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public boolean trackAtAFullQueue(Full state) {
    return state.queue.track(state.event);
  }
}
