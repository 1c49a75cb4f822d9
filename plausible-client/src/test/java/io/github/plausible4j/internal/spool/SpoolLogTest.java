package io.github.plausible4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.plausible4j.events.SpoolSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The log in one thread: the next start finds what it holds, whatever happened to its bytes. */
class SpoolLogTest {
  private static final long NOW = 1_800_000_000_000L;

  @TempDir Path directory;
  private final FaultyFiles files = new FaultyFiles();

  @Test
  void whatIsPendingIsFoundAgainWithItsTimeAndItsEndsAreNot() throws IOException {
    SpoolLog<String> log = open();
    for (int i = 0; i < 5; i++) {
      log.add(entry(i));
    }
    log.write(NOW);
    log.settle(1);
    log.settle(3);
    log.write(NOW);

    SpoolRecovery<String> found = recover();

    assertThat(found.entries()).containsOnlyKeys(0L, 2L, 4L);
    assertThat(found.entries().get(2L).payload).isEqualTo(text(2));
    assertThat(found.entries().get(2L).takenAt).isEqualTo(NOW - 2);
    assertThat(found.nextId()).isEqualTo(5);
    assertThat(found.corrupt()).isZero();
  }

  @Test
  void whatEndsBeforeItIsWrittenIsNeverWritten() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    log.settle(0);

    log.write(NOW);

    assertThat(segments()).isEmpty();
  }

  @Test
  void aLogCutAtAnyByteGivesBackEveryWholeRecord() throws IOException {
    Path segment = fiveRecords();
    byte[] whole = Files.readAllBytes(segment);
    int each = (whole.length - SegmentHeader.LENGTH) / 5;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(segment, java.util.Arrays.copyOf(whole, length));

      SpoolRecovery<String> found = recover();

      int records = Math.max(0, length - SegmentHeader.LENGTH) / each;
      boolean isTorn = length > 0 && (length - SegmentHeader.LENGTH) % each != 0;
      assertThat(found.entries()).as("cut after %s", length).hasSize(records);
      assertThat(found.corrupt()).as("cut after %s", length).isEqualTo(isTorn ? 1 : 0);
      Files.deleteIfExists(corruptFile());
    }
  }

  @Test
  void aLogWithAnyByteFlippedLosesNoMoreThanOneRecord() throws IOException {
    Path segment = fiveRecords();
    byte[] whole = Files.readAllBytes(segment);
    int each = (whole.length - SegmentHeader.LENGTH) / 5;
    for (int at = 0; at < whole.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xff}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) mask;
        Files.write(segment, flipped);

        SpoolRecovery<String> found = recover();

        Set<Long> expected = new HashSet<>(Set.of(0L, 1L, 2L, 3L, 4L));
        if (at >= SegmentHeader.LENGTH) {
          expected.remove((long) ((at - SegmentHeader.LENGTH) / each));
        }
        assertThat(found.entries().keySet()).as("byte %s ^ %s", at, mask).isEqualTo(expected);
        assertThat(found.corrupt()).as("byte %s ^ %s", at, mask).isEqualTo(1);
        assertThat(corruptFile()).exists();
        Files.delete(corruptFile());
      }
    }
  }

  @Test
  void garbageBetweenRecordsIsQuarantinedAndTheRestIsWrittenAgain() throws IOException {
    Path segment = fiveRecords();
    byte[] garbage = new byte[1_000];
    new Random(1).nextBytes(garbage);
    Files.write(segment, garbage, StandardOpenOption.APPEND);
    SpoolRecovery<String> damaged = recover();
    assertThat(damaged.entries()).hasSize(5);
    assertThat(Files.readAllBytes(corruptFile())).isEqualTo(garbage);

    SpoolLog<String> log = open(damaged);
    log.write(NOW);
    log.force();

    assertThat(segment).doesNotExist();
    SpoolRecovery<String> again = recover();
    assertThat(again.entries()).hasSize(5);
    assertThat(again.corrupt()).as("it is counted once").isZero();
  }

  @Test
  void damageAfterAnOlderSegmentIsCountedOnceToo() throws IOException {
    open().write(NOW);
    for (int i = 0; i < 2; i++) {
      SpoolLog<String> log = open();
      log.add(entry(i));
      log.write(NOW);
    }
    Files.write(segments().get(1), new byte[7], StandardOpenOption.APPEND);
    SpoolRecovery<String> damaged = recover();
    assertThat(damaged.corrupt()).isEqualTo(1);

    SpoolLog<String> log = open(damaged);
    log.write(NOW);

    SpoolRecovery<String> again = recover();
    assertThat(again.entries()).containsOnlyKeys(0L, 1L);
    assertThat(again.corrupt()).isZero();
  }

  @Test
  void aSegmentOfANewerReleaseIsRefusedWithTheRemedy() throws IOException {
    Files.write(directory.resolve(Segment.name(0)), SegmentHeader.bytes((byte) 2).array());

    assertThatThrownBy(this::recover)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 2")
        .hasMessageContaining("use the newer release");
  }

  @Test
  void whatAFullDiskDidNotTakeIsWrittenLater() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    log.write(NOW);
    files.isFull = true;
    log.add(entry(1));
    assertThatThrownBy(() -> log.write(NOW)).hasMessageContaining("No space");
    assertThat(log.countMissed()).isEqualTo(1);
    assertThat(log.countMissed()).as("counted once").isZero();
    assertThat(log.keeps(1)).isFalse();
    assertThat(recover().corrupt()).as("the half record is cut off").isZero();

    files.isFull = false;
    log.write(NOW);

    assertThat(recover().entries()).containsOnlyKeys(0L, 1L);
  }

  @Test
  void afterAForceThatFailedEverythingOfThatFileIsWrittenAgain() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    log.write(NOW);
    files.refusesForce = true;
    assertThatThrownBy(log::force).hasMessageContaining("Input/output");
    files.refusesForce = false;
    Path first = segments().get(0);

    log.write(NOW);
    log.force();
    log.write(NOW);

    assertThat(first).doesNotExist();
    assertThat(recover().entries()).containsOnlyKeys(0L);
  }

  @Test
  void aDirectoryThatWasDeletedIsMadeAgainWithAllThatIsPending() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    log.write(NOW);
    for (Path file : files.list(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
    log.add(entry(1));

    log.write(NOW);

    assertThat(recover().entries()).containsOnlyKeys(0L, 1L);
  }

  @Test
  void segmentsAreDeletedThoughOneOldEntryIsStillPending() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    for (int i = 1; i < 40_000; i++) {
      log.add(entry(i));
      if (i % 100 == 0) {
        log.write(NOW);
        for (int end = i - 99; end <= i; end++) {
          log.settle(end);
        }
        assertThat(log.bytes()).isLessThan(400 << 10);
      }
    }
    log.write(NOW);

    assertThat(recover().entries()).containsKey(0L).hasSize(100);
  }

  @Test
  void theBoundIsKeptAndThereIsRoomAgainLater() throws IOException {
    SpoolLog<String> log = open();
    for (int i = 0; i < 20_000; i++) {
      log.add(entry(i));
    }
    log.write(NOW);
    assertThat(log.isFull()).isTrue();
    assertThat(log.bytes()).isBetween(900L << 10, 1L << 20);
    assertThat(log.countMissed()).isPositive();

    for (int i = 0; i < 19_000; i++) {
      log.settle(i);
    }
    log.write(NOW);

    assertThat(log.isFull()).isFalse();
    assertThat(recover().entries()).hasSize(1_000);
    assertThat(log.keeps(19_999)).isTrue();
  }

  @Test
  void anEmptyLogLeavesNoAddressBehind() throws IOException {
    SpoolLog<String> log = open();
    log.add(entry(0));
    log.write(NOW);
    log.settle(0);
    log.close(NOW);

    assertThat(segments()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are of POSIX")
  void onlyTheOwnerCanReadTheFilesAndTheDirectory() throws IOException {
    directory = directory.resolve("made/here");
    files.createDirectory(directory);
    fiveRecords();

    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(segments().get(0)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void afterAnyFailuresTheNextProcessFindsExactlyWhatIsPending() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      Map<Long, SpoolEntry<String>> pending = new HashMap<>();
      SpoolLog<String> log = open();
      long next = recover().nextId();
      for (int step = 0; step < 60; step++) {
        files.isFull = random.nextInt(6) == 0;
        files.refusesForce = random.nextInt(8) == 0;
        for (int i = random.nextInt(60); i > 0; i--) {
          SpoolEntry<String> entry = entry(next++);
          pending.put(entry.id, entry);
          log.add(entry);
        }
        for (Long id : List.copyOf(pending.keySet())) {
          if (random.nextInt(3) > 0) {
            pending.remove(id);
            log.settle(id);
          }
        }
        try {
          log.write(NOW);
          log.force();
        } catch (IOException e) {
          // The disk of this test fails often; the log makes up for it.
          assertThat(files.isFull || files.refusesForce).isTrue();
        }
      }
      files.isFull = false;
      files.refusesForce = false;
      log.write(NOW);
      log.force();

      SpoolRecovery<String> found = recover();
      assertThat(found.entries().keySet()).as("round %s", round).isEqualTo(pending.keySet());
      assertThat(found.corrupt()).isZero();
      List<Long> all = new ArrayList<>(found.entries().keySet());
      all.forEach(log::settle);
      log.close(NOW);
      assertThat(segments()).isEmpty();
    }
  }

  private Path fiveRecords() throws IOException {
    SpoolLog<String> log = open();
    for (int i = 0; i < 5; i++) {
      log.add(entry(i));
    }
    log.write(NOW);
    assertThat(segments()).hasSize(1);
    return segments().get(0);
  }

  private SpoolLog<String> open() throws IOException {
    return open(recover());
  }

  private SpoolLog<String> open(SpoolRecovery<String> found) {
    SpoolSettings settings =
        new SpoolSettings(directory, SpoolSync.every(Duration.ofSeconds(1)), 1 << 20, null);
    return new SpoolLog<>(files, settings, new TextCodec(), () -> {}, found);
  }

  private SpoolRecovery<String> recover() throws IOException {
    QuarantineFile corrupt = new QuarantineFile(files, corruptFile(), 1 << 20);
    return SpoolRecovery.read(files, directory, corrupt, new TextCodec());
  }

  private Path corruptFile() {
    return directory.resolve("records.corrupt");
  }

  private List<Path> segments() throws IOException {
    return files.list(directory).stream()
        .filter(file -> Segment.numberOf(file).isPresent())
        .toList();
  }

  private static SpoolEntry<String> entry(long id) {
    return new SpoolEntry<>(id, text(id), NOW - id);
  }

  /** As long as a usual event. */
  private static String text(long number) {
    return String.format("%06d", number).repeat(33);
  }
}
