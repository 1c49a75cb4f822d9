package io.github.plausible4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plausible4j.events.SpoolSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole spool with its thread: faults of files, threads and people. */
class SpoolFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path parent;
  private final FaultyFiles files = new FaultyFiles();

  private Path directory() {
    return parent.resolve("made/spool");
  }

  @Test
  void aSegmentThatOneStartCannotReadKeepsItsEntriesForTheNextStart() throws IOException {
    Spool<String> first = open();
    take(first, 0, "a", "b", "c");
    first.close();
    files.unreadable = segments().get(0);
    Spool<String> second = open();
    assertThat(second.recovered()).isEmpty();
    assertThat(second.stats().corrupt()).isEqualTo(1);
    take(second, 0, "d", "e");
    second.close();

    files.unreadable = null;
    Spool<String> third = open();

    assertThat(third.recovered().stream().map(Recovered::payload))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    third.close();
  }

  @Test
  void theParentsOfANewDirectoryAreForcedToTheDisk() {
    Spool<String> spool = open();

    assertThat(files.forcedDirectories).contains(parent, parent.resolve("made"));
    spool.close();
  }

  @Test
  void aThreadThatIsInterruptedWhileItWritesWritesEverything() {
    AtomicInteger forces = new AtomicInteger();
    files.beforeForce =
        () -> {
          if (forces.incrementAndGet() % 3 == 0) {
            Thread.currentThread().interrupt();
          }
        };
    Spool<String> spool = open();
    for (int i = 0; i < 100; i++) {
      take(spool, i, "entry " + i);
    }
    spool.close();

    Spool<String> next = open();
    assertThat(next.recovered()).hasSize(100);
    next.close();
  }

  @Test
  void aThreadThatFailsAnywhereGoesOnOrIsReplaced() {
    AtomicInteger faults = new AtomicInteger(30);
    LongSupplier clock =
        () -> {
          if (Thread.currentThread().getName().equals("plausible-events-spool")
              && ThreadLocalRandom.current().nextInt(5) == 0
              && faults.getAndDecrement() > 0) {
            throw new OutOfMemoryError("made up");
          }
          return System.nanoTime();
        };
    Spool<String> spool = open(clock);
    for (int i = 0; i < 300; i++) {
      spool.taken(i, "entry " + i);
    }
    faults.set(0);
    awaitUntil(() -> !spool.stats().isDegraded());
    spool.close();

    Spool<String> next = open();
    assertThat(next.recovered()).hasSize(300);
    next.close();
  }

  @Test
  void whatTheServerAcceptedIsFoundAgainAsAcceptedUntilItIsWritten() {
    Spool<String> first = open();
    take(first, 0, "pending", "accepted", "written", "lost");
    first.accepted(1);
    first.accepted(2);
    first.left(2, SpoolEnd.ANSWERED);
    first.accepted(3);
    first.pendingAgain(3);
    first.close();

    Spool<String> second = open();
    List<Recovered<String>> found = second.recovered();
    second.close();

    assertThat(found.stream().map(Recovered::payload))
        .containsExactly("accepted", "pending", "lost");
    assertThat(found.stream().map(entry -> entry.acceptedNanos().isPresent()))
        .containsExactly(true, false, false);
  }

  @Test
  void acceptanceSurvivesThatASegmentIsWrittenAgain() throws IOException {
    Spool<String> first = open();
    take(first, 0, "accepted");
    first.accepted(0);
    first.close();
    byte[] garbage = new byte[100];
    new Random(1).nextBytes(garbage);
    Files.write(segments().get(0), garbage, StandardOpenOption.APPEND);
    open().close();

    Spool<String> third = open();
    assertThat(third.recovered()).hasSize(1);
    assertThat(third.recovered().get(0).acceptedNanos()).isPresent();
    third.left(0, SpoolEnd.ANSWERED);
    third.close();
    assertThat(segments()).isEmpty();
  }

  private void take(Spool<String> spool, long first, String... payloads) {
    for (int i = 0; i < payloads.length; i++) {
      spool.taken(first + i, payloads[i]);
      assertThat(spool.awaitSafe(first + i)).isTrue();
    }
  }

  private Spool<String> open() {
    return open(System::nanoTime);
  }

  private Spool<String> open(LongSupplier nanoTime) {
    SpoolSettings settings = new SpoolSettings(directory(), SpoolSync.EVERY_EVENT, 1 << 20, null);
    return SpoolFactory.open(settings, new TextCodec(), Clock.systemUTC(), nanoTime, files);
  }

  private List<Path> segments() throws IOException {
    return files.list(directory()).stream()
        .filter(file -> Segment.numberOf(file).isPresent())
        .toList();
  }

  private static void awaitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
