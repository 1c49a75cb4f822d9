package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand clients and one server that slows down, refuses, dies and returns, with the real code
 * of retries and breaker. The figures of {@code docs/scaling.md} come from here.
 */
class FleetTest {
  private static final int SIZE = 1_000;
  private static final long SEED = 20_261_124;

  /** What the clients would do without jitter: all the same. */
  private static final RandomGenerator NO_JITTER = () -> 42;

  private static final Fleet FLEET =
      Fleet.run(SIZE, SEED, Fleet.END, i -> new SplittableRandom(SEED ^ (i * 0x9E3779B97F4A7C15L)));

  private static double perSecond(Duration from, Duration to) {
    return FLEET.timeline.offered(from, to) / (double) to.minus(from).toSeconds();
  }

  /** For the graph and the figures of the guide. */
  @AfterAll
  static void theFiguresAreKept() throws IOException {
    Files.writeString(Path.of("target", "fleet.csv"), FLEET.toCsv());
    Files.writeString(Path.of("target", "fleet.txt"), FLEET.totals() + "\n");
  }

  @Test
  void everyEventIsDeliveredAndTheBooksOfEveryClientBalance() {
    for (SimulatedClient client : FLEET.clients) {
      DeliveryStats stats = client.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.pending()).isZero();
      assertThat(stats.accepted()).isEqualTo(stats.taken());
      assertThat(client.countedByServer())
          .isBetween(stats.accepted(), stats.accepted() + stats.ambiguous());
    }
  }

  @Test
  void aServerThatIsDownIsTriedByEachClientOnceASecondOrSo() {
    Duration settled = Fleet.DEAD.plusSeconds(10);
    assertThat(perSecond(settled, Fleet.BACK)).isBetween(0.9 * SIZE, 2.0 * SIZE);
  }

  @Test
  void aServerThatIsSlowHasNoMoreWaitingThanTheConnectionsOfItsClientsAndWhatTheyGaveUp() {
    int connections = SIZE * DeliveryPolicy.defaults().connections();
    long most = FLEET.seconds.stream().mapToLong(Fleet.Second::atServer).max().orElseThrow();
    assertThat(most).isBetween((long) connections, 2L * connections);
  }

  @Test
  void nobodyComesBackAtTheVeryMomentThatTheServerNamed() {
    Duration end = Fleet.DEAD.plusSeconds(2);
    long peak = FLEET.timeline.peakOffered(Fleet.DEAD, end);
    Fleet herd = Fleet.run(SIZE, SEED, end, i -> NO_JITTER);
    // The same clients without jitter show that this would be seen.
    assertThat(herd.timeline.peakOffered(Fleet.DEAD, end)).isGreaterThan(SIZE / 2);
    assertThat(peak).isLessThan(SIZE / 3);
  }

  @Test
  void theReturnOfTheServerIsNoticedWithinASecondAndItWorksAtItsLimitUntilAllIsDelivered() {
    double capacity = SimulatedServer.WORKERS / (SimulatedServer.SERVICE_TIME.toNanos() / 1e9);
    Duration noticed = Fleet.BACK.plusSeconds(1);
    double counted = FLEET.timeline.counted(noticed, noticed.plusSeconds(60)) / 60.0;
    assertThat(counted).isGreaterThan(0.95 * capacity);
    assertThat(perSecond(noticed, noticed.plusSeconds(60))).isLessThan(1.1 * capacity);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    Fleet small = Fleet.run(20, 1, Fleet.END, i -> new SplittableRandom(i));
    assertThat(Fleet.run(20, 1, Fleet.END, i -> new SplittableRandom(i)).toCsv())
        .isEqualTo(small.toCsv());
  }
}
