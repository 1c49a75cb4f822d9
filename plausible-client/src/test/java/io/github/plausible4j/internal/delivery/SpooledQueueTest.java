package io.github.plausible4j.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plausible4j.events.AmbiguousFailurePolicy;
import io.github.plausible4j.events.CloseResult;
import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.events.DeliveryStats;
import io.github.plausible4j.events.Event;
import io.github.plausible4j.events.EventQueue;
import io.github.plausible4j.events.SendResult;
import io.github.plausible4j.events.ServerCrashPolicy;
import io.github.plausible4j.events.SpoolSync;
import io.github.plausible4j.events.Visitor;
import io.github.plausible4j.internal.Json;
import io.github.plausible4j.internal.spool.FaultyFiles;
import io.github.plausible4j.internal.spool.Spool;
import io.github.plausible4j.internal.spool.SpoolLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A queue over a spool, and the next one over the same directory. */
class SpooledQueueTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final SendResult.Failed REFUSED = new SendResult.Failed("refused", 0, false);

  @TempDir Path directory;
  private final FaultyFiles files = new FaultyFiles();
  private Instant now = START;

  @Test
  void whatACloseLeavesTheNextQueueDeliversAndTheBooksBalanceInBoth() {
    EventQueue first = queue(policy(), refusing());
    IntStream.range(0, 50).mapToObj(SpooledQueueTest::event).forEach(first::track);

    CloseResult closed = first.close(Duration.ofMillis(50));

    assertThat(closed.isComplete()).isFalse();
    assertThat(closed.undelivered()).isEqualTo(50);
    assertThat(closed.stats().pending()).as("kept").isEqualTo(50);
    assertThat(closed.stats().failed()).isZero();
    assertThat(closed.stats().isBalanced()).isTrue();
    ScriptedSender sender = accepting();
    EventQueue second = queue(policy(), sender);
    second.track(event(50));
    assertThat(second.close(LONG).isComplete()).isTrue();
    assertThat(sender.sent)
        .isEqualTo(IntStream.rangeClosed(0, 50).mapToObj(i -> event(i)).toList());
    DeliveryStats stats = second.stats();
    assertThat(stats.spool().recovered()).isEqualTo(50);
    assertThat(stats.taken()).isEqualTo(51);
    assertThat(stats.accepted()).isEqualTo(51);
    assertThat(stats.isBalanced()).isTrue();
  }

  @Test
  void whatIsTooOldIsExpiredAndBecomesADeadLetter() throws IOException {
    Path letters = directory.resolve("dead.jsonl");
    DeliveryPolicy.Builder policy = policy().maxAge(Duration.ofMinutes(10)).deadLetterFile(letters);
    EventQueue first = queue(policy, refusing());
    first.track(event(0));
    now = START.plusSeconds(400);
    first.track(event(1));
    first.close(Duration.ofMillis(20));

    now = START.plusSeconds(700);
    ScriptedSender sender = accepting();
    EventQueue second = queue(policy, sender);
    second.close(LONG);

    assertThat(sender.sent).containsExactly(event(1));
    assertThat(second.stats().expired()).isEqualTo(1);
    assertThat(second.stats().isBalanced()).isTrue();
    assertThat(second.stats().spool().deadLetters()).isEqualTo(1);
    List<String> lines = Files.readAllLines(letters);
    assertThat(lines).hasSize(1);
    JsonNode letter = Json.MAPPER.readTree(lines.get(0));
    assertThat(letter.path("reason").asText()).isEqualTo("expired");
    assertThat(letter.path("taken").asText()).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(letter.path("ipAddress").asText()).isEqualTo("203.0.113.7");
    assertThat(letter.path("event").path("url").asText()).isEqualTo(event(0).url());
  }

  @Test
  void thePlaceOfDeadLettersIsMadeOrRefusedAtOnce() throws IOException {
    Path letters = directory.resolve("var/dead/letters.jsonl");
    DeliveryPolicy.Builder policy = policy().maxAge(Duration.ofMinutes(10)).deadLetterFile(letters);
    EventQueue first = queue(policy, refusing());
    first.track(event(0));
    first.close(Duration.ofMillis(20));
    now = START.plusSeconds(700);
    queue(policy, accepting()).close(LONG);

    assertThat(letters).content().contains("expired");

    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(
            () -> queue(policy().deadLetterFile(file.resolve("letters.jsonl")), accepting()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadLetterFile");
  }

  @Test
  void aDeadLetterFileThatIsADirectoryIsRefusedAtOnce() throws IOException {
    Path letters = Files.createDirectory(directory.resolve("letters"));

    assertThatThrownBy(() -> queue(policy().deadLetterFile(letters), accepting()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadLetterFile")
        .hasMessageContaining(letters.toString());
  }

  @Test
  void aThreadThatIsInterruptedClosesAsOrderlyAsAnyOther() {
    EventQueue first = queue(policy(), refusing());
    IntStream.range(0, 20).mapToObj(SpooledQueueTest::event).forEach(first::track);

    Thread.currentThread().interrupt();
    DeliveryStats left = first.close(LONG).stats();

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(left.pending()).as("kept").isEqualTo(20);
    assertThat(queue(policy(), accepting()).close(LONG).stats().accepted()).isEqualTo(20);
  }

  @Test
  void aClockThatWentBackMakesNothingOlder() {
    EventQueue first = queue(policy(), refusing());
    first.track(event(0));
    first.close(Duration.ofMillis(20));

    now = START.minus(Duration.ofDays(365));
    EventQueue second = queue(policy(), accepting());

    assertThat(second.close(LONG).stats().accepted()).isEqualTo(1);
  }

  @Test
  void moreThanTheCapacityIsRecoveredAndNothingOfItLost() {
    EventQueue first = queue(policy().capacity(500), refusing());
    IntStream.range(0, 500).mapToObj(SpooledQueueTest::event).forEach(first::track);
    first.close(Duration.ofMillis(20));

    ScriptedSender held = ScriptedSender.held(ScriptedSender::accepted);
    EventQueue second = queue(policy().capacity(10), held);
    assertThat(second.stats().pending()).isEqualTo(500);
    assertThat(second.track(event(500))).as("there is no room for new ones").isFalse();
    held.letGo(500);

    assertThat(second.flush(LONG).isComplete()).isTrue();
    assertThat(second.track(event(501))).isTrue();
    held.letGo(1);
    assertThat(second.close(LONG).stats().accepted()).isEqualTo(501);
  }

  @Test
  void callersWaitForTheDiskOnlyUnderEveryEventAndShareAForce() throws InterruptedException {
    CountDownLatch inForce = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    files.beforeForce =
        () -> {
          inForce.countDown();
          awaitUninterruptibly(goOn);
        };
    EventQueue queue =
        queue(
            policy().spoolSync(SpoolSync.EVERY_EVENT),
            ScriptedSender.held(ScriptedSender::accepted));
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Event event = event(i);
      callers.add(new Thread(() -> queue.track(event)));
      callers.get(i).start();
      awaitUninterruptibly(inForce);
    }
    awaitUntil(() -> queue.stats().taken() == 20);
    assertThat(callers).as("none returned before its force").allMatch(Thread::isAlive);

    goOn.countDown();
    for (Thread caller : callers) {
      caller.join(LONG.toMillis());
    }

    assertThat(files.forces.get()).isBetween(2, 3);
    queue.close(Duration.ofMillis(1));
  }

  @Test
  void trackDoesNotWaitForADiskThatHangsUnlessAsked() {
    CountDownLatch goOn = new CountDownLatch(1);
    files.beforeForce = () -> awaitUninterruptibly(goOn);
    EventQueue queue = queue(policy().spoolSync(SpoolSync.every(Duration.ofMillis(1))), refusing());
    for (int i = 0; i < 1_000; i++) {
      assertThat(queue.track(event(i))).isTrue();
    }
    goOn.countDown();
    assertThat(queue.close(Duration.ofMillis(1)).stats().pending()).isEqualTo(1_000);
  }

  @Test
  void underEveryEventTrackIsFalseForWhatAFullDiskDidNotTakeThoughItIsDelivered() {
    files.isFull = true;
    ScriptedSender held = ScriptedSender.held(ScriptedSender::accepted);
    EventQueue queue = queue(policy().spoolSync(SpoolSync.EVERY_EVENT), held);

    assertThat(queue.track(event(0))).isFalse();
    assertThat(queue.track(event(1))).isFalse();

    assertThat(queue.stats().spool().isDegraded()).isTrue();
    assertThat(queue.stats().spool().unspooled()).isEqualTo(2);
    assertThat(queue.stats().spool().faults()).isPositive();
    held.letGo(2);
    assertThat(queue.close(LONG).stats().accepted()).isEqualTo(2);
  }

  @Test
  void atTheBoundOfTheSpoolTrackIsTrueOnlyForWhatTheNextProcessFinds() {
    DeliveryPolicy.Builder policy =
        policy().spoolSync(SpoolSync.EVERY_EVENT).spoolBytes(1 << 20).capacity(20_000);
    EventQueue first = queue(policy, refusing());
    List<Event> safe = new ArrayList<>();
    int number = 0;
    while (!first.stats().spool().isDegraded()) {
      Event event = largeEvent(number++);
      if (first.track(event)) {
        safe.add(event);
      }
    }
    assertThat(first.track(largeEvent(number))).isFalse();
    first.close(Duration.ofMillis(1));

    ScriptedSender sender = accepting();
    queue(policy, sender).close(LONG);

    assertThat(safe).hasSizeGreaterThan(20);
    assertThat(new HashSet<>(sender.sent).containsAll(safe)).isTrue();
  }

  @Test
  void whatADegradedSpoolDoesNotHoldAtTheCloseIsFailedInTheOpen() {
    files.refusesFiles = true;
    EventQueue queue = queue(policy(), refusing());
    queue.track(event(0));

    CloseResult closed = queue.close(Duration.ofMillis(50));

    assertThat(closed.undelivered()).isEqualTo(1);
    assertThat(closed.stats().failed()).isEqualTo(1);
    assertThat(closed.stats().pending()).isZero();
    assertThat(closed.stats().isBalanced()).isTrue();
  }

  @Test
  void aDiskThatWorksAgainTakesWhatIsPending() {
    files.refusesFiles = true;
    EventQueue first = queue(policy(), refusing());
    first.track(event(0));
    awaitUntil(() -> first.stats().spool().isDegraded());

    files.refusesFiles = false;
    awaitUntil(() -> !first.stats().spool().isDegraded());

    assertThat(first.close(Duration.ofMillis(1)).stats().pending()).isEqualTo(1);
    assertThat(queue(policy(), accepting()).close(LONG).stats().accepted()).isEqualTo(1);
  }

  @Test
  void aSecondQueueIsKeptOutUntilTheFirstIsClosed() {
    EventQueue first = queue(policy(), accepting());

    assertThatThrownBy(() -> queue(policy(), accepting()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("another queue of this process")
        .hasMessageContaining("separate directory");

    first.close(LONG);
    queue(policy(), accepting()).close(LONG);
  }

  @Test
  void aQueueThatIsKeptOutTakesNoLockFromTheFirst() throws IOException, InterruptedException {
    EventQueue first = queue(policy(), accepting());
    assertThatThrownBy(() -> queue(policy(), accepting())).hasMessageContaining("in use");

    assertThat(exitOf(Intruder.class)).as("another process").isEqualTo(Intruder.KEPT_OUT);

    first.close(LONG);
    assertThat(exitOf(Intruder.class)).isEqualTo(Intruder.LET_IN);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be deleted there")
  void theLockOutlivesTheDeletionOfItsDirectory() throws IOException, InterruptedException {
    directory = directory.resolve("spool");
    DeliveryPolicy.Builder policy = policy().spoolSync(SpoolSync.EVERY_EVENT);
    EventQueue first = queue(policy, refusing());
    assertThat(first.track(event(0))).isTrue();
    for (Path file : files.list(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);

    assertThat(first.track(event(1))).isTrue();

    assertThat(exitOf(Intruder.class)).as("another process").isEqualTo(Intruder.KEPT_OUT);
    first.close(Duration.ofMillis(1));
    ScriptedSender sender = accepting();
    queue(policy, sender).close(LONG);
    assertThat(sender.sent).containsExactly(event(0), event(1));
  }

  @Test
  void whatTheServerMayHaveLostIsKeptOverARestart() {
    DeliveryPolicy.Builder policy = policy().serverCrash(ServerCrashPolicy.RESEND);
    EventQueue first = queue(policy, accepting());
    IntStream.range(0, 20).mapToObj(SpooledQueueTest::event).forEach(first::track);
    CloseResult closed = first.close(LONG);
    assertThat(closed.isComplete()).isTrue();
    assertThat(closed.stats().pending()).isZero();

    AtomicInteger attempts = new AtomicInteger();
    ScriptedSender sender =
        ScriptedSender.answering(
            event ->
                attempts.incrementAndGet() == 1
                    ? new AttemptResult(REFUSED, AttemptResult.Retry.SAFE, Duration.ZERO, true)
                    : ScriptedSender.accepted(event));
    EventQueue second = queue(policy, sender);
    assertThat(second.stats().pending()).as("nothing was left").isZero();
    second.track(event(20));
    DeliveryStats stats = second.close(LONG).stats();

    assertThat(stats.atRisk()).isEqualTo(20);
    assertThat(stats.resent()).isEqualTo(20);
    assertThat(stats.taken()).isEqualTo(1);
    assertThat(stats.isBalanced()).isTrue();
    assertThat(new HashSet<>(sender.sent)).hasSize(21);
  }

  private int exitOf(Class<?> program) throws IOException, InterruptedException {
    try (ChildProgram child = ChildProgram.start(program, directory.toString())) {
      return child.waitFor();
    }
  }

  /** Another process that wants the directory. */
  static final class Intruder {
    static final int LET_IN = 3;
    static final int KEPT_OUT = 4;

    public static void main(String[] args) throws IOException {
      try (SpoolLock lock = SpoolLock.of(Path.of(args[0]))) {
        System.exit(lock == null ? 1 : LET_IN);
      } catch (IllegalStateException e) {
        System.exit(KEPT_OUT);
      }
    }
  }

  @Test
  void aDirectoryThatCannotBeOneIsRefusedAtOnce() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");

    assertThatThrownBy(() -> queue(policy().spoolDirectory(file), accepting()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spoolDirectory")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDeliveredQueueLeavesNoRecordBehind() {
    EventQueue queue = queue(policy(), accepting());
    IntStream.range(0, 1_000).mapToObj(SpooledQueueTest::event).forEach(queue::track);
    assertThat(queue.close(LONG).isComplete()).isTrue();

    assertThat(directory.toFile().list()).containsExactly("lock");
  }

  @Test
  void whatWasUnderWayAtTheCloseIsSentAgainUnlessItMayArriveOnce() {
    for (AmbiguousFailurePolicy ambiguous : AmbiguousFailurePolicy.values()) {
      ScriptedSender held =
          ScriptedSender.held(
              event -> new AttemptResult(REFUSED, AttemptResult.Retry.AMBIGUOUS, Duration.ZERO));
      EventQueue first = queue(policy().ambiguousFailure(ambiguous), held);
      first.track(event(0));
      held.started.acquireUninterruptibly();
      CloseResult closed = first.close(Duration.ofMillis(1));

      boolean isKept = ambiguous == AmbiguousFailurePolicy.RETRY;
      assertThat(closed.stats().isBalanced()).isTrue();
      assertThat(closed.stats().pending()).isEqualTo(isKept ? 1 : 0);
      assertThat(queue(policy(), accepting()).close(LONG).stats().accepted())
          .isEqualTo(isKept ? 1 : 0);
    }
  }

  private DeliveryPolicy.Builder policy() {
    return DeliveryPolicy.builder()
        .connections(1)
        .retry(3, Duration.ofMillis(1), Duration.ofMillis(5))
        .spoolDirectory(directory);
  }

  private EventQueue queue(DeliveryPolicy.Builder builder, EventSender sender) {
    DeliveryPolicy policy = builder.build();
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    EventFormat format = new EventFormat(null, false);
    Spool<Event> spool = EventClients.spool(policy, format, clock, System::nanoTime, files);
    return TestQueues.queue(policy, spool, () -> sender, System::nanoTime);
  }

  private static ScriptedSender accepting() {
    return ScriptedSender.answering(ScriptedSender::accepted);
  }

  private static ScriptedSender refusing() {
    return ScriptedSender.answering(
        event -> new AttemptResult(REFUSED, AttemptResult.Retry.SAFE, Duration.ZERO));
  }

  private static Event event(int number) {
    return Event.builder("Signup", "https://blog.example.com/" + number)
        .site("blog.example.com")
        .visitor(Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)"))
        .build();
  }

  private static Event largeEvent(int number) {
    Event.Builder event = event(number).toBuilder();
    for (int i = 0; i < 20; i++) {
      event.prop("prop " + i, "x".repeat(2_000));
    }
    return event.build();
  }

  private static void awaitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
