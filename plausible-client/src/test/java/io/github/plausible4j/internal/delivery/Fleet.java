package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many programs that report to one server through five bad minutes: it slows down, refuses with a
 * date to come back at, dies, and is there again. In virtual time, so the same seed gives the same
 * figures.
 */
final class Fleet {
  static final Duration SLOW = Duration.ofMinutes(1);
  static final Duration REFUSING = Duration.ofMinutes(2);
  static final Duration DEAD = Duration.ofMinutes(3);
  static final Duration BACK = Duration.ofMinutes(5);
  static final Duration TRACKING_ENDS = Duration.ofMinutes(8);
  static final Duration END = Duration.ofMinutes(10);

  /** One second of a run. */
  record Second(long number, long offered, long counted, long pending, long atServer) {
    String csv() {
      return number + "," + offered + "," + counted + "," + pending + "," + atServer;
    }
  }

  final FleetTimeline timeline;
  final List<SimulatedClient> clients;
  final List<Second> seconds = new ArrayList<>();

  private Fleet(FleetTimeline timeline, List<SimulatedClient> clients) {
    this.timeline = timeline;
    this.clients = clients;
  }

  /** Runs clients with one event a second each; the jitter of each comes from its number. */
  static Fleet run(int size, long seed, Duration until, Function<Integer, RandomGenerator> jitter) {
    VirtualScheduler agenda = new VirtualScheduler();
    FleetTimeline timeline = new FleetTimeline(agenda, until);
    SimulatedServer server = new SimulatedServer(agenda, timeline);
    server.becomes(SimulatedServer.Health.SLOW, SLOW);
    server.becomes(SimulatedServer.Health.REFUSING, REFUSING);
    server.maintenanceEnds(DEAD);
    server.becomes(SimulatedServer.Health.DEAD, DEAD);
    server.becomes(SimulatedServer.Health.WELL, BACK);
    SplittableRandom random = new SplittableRandom(seed);
    List<SimulatedClient> clients =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    new SimulatedClient(agenda, server, DeliveryPolicy.defaults(), jitter.apply(i)))
            .collect(Collectors.toList());
    clients.forEach(c -> c.tracks(Duration.ofSeconds(1), random.split(), TRACKING_ENDS));
    Fleet fleet = new Fleet(timeline, clients);
    for (long second = 0; second < until.toSeconds(); second++) {
      Duration from = Duration.ofSeconds(second);
      Duration to = from.plusSeconds(1);
      agenda.runUntil(to.toNanos() - 1);
      fleet.seconds.add(
          new Second(
              second,
              timeline.offered(from, to),
              timeline.counted(from, to),
              clients.stream().mapToLong(c -> c.stats().pending()).sum(),
              server.waiting()));
    }
    return fleet;
  }

  String totals() {
    return "taken "
        + clients.stream().mapToLong(c -> c.stats().taken()).sum()
        + ", accepted "
        + clients.stream().mapToLong(c -> c.stats().accepted()).sum()
        + ", ambiguous "
        + clients.stream().mapToLong(c -> c.stats().ambiguous()).sum()
        + ", counted by the server "
        + clients.stream().mapToLong(SimulatedClient::countedByServer).sum();
  }

  /** A line a second, for a graph. */
  String toCsv() {
    return seconds.stream()
        .map(Second::csv)
        .collect(Collectors.joining("\n", "second,offered,counted,pending,atServer\n", "\n"));
  }
}
