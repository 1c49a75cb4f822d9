package io.github.plausible4j.internal.delivery;

import io.github.plausible4j.events.DeliveryPolicy;
import io.github.plausible4j.internal.spool.QuarantineFile;
import io.github.plausible4j.internal.spool.Spool;
import io.github.plausible4j.internal.spool.SpoolFiles;
import io.github.plausible4j.internal.spool.SpoolLock;
import io.github.plausible4j.internal.spool.SpoolLog;
import io.github.plausible4j.internal.spool.SpoolRecovery;
import io.github.plausible4j.internal.spool.SpoolWarnings;
import io.github.plausible4j.internal.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens the spool of a policy: makes and locks its directory, and reads what is there. */
final class SpoolFactory {
  private static final long CORRUPT_BYTES = 1 << 20;

  private SpoolFactory() {}

  /**
   * The spool of a policy, already running; one that keeps nothing if the policy has no directory.
   *
   * @throws IllegalArgumentException if the directory cannot be used
   * @throws IllegalStateException if another queue uses it, or a newer release wrote there
   */
  static Spool open(
      DeliveryPolicy policy,
      EventFormat format,
      Clock clock,
      LongSupplier nanoTime,
      SpoolFiles files) {
    if (policy.spoolDirectory().isEmpty()) {
      return Spool.NONE;
    }
    Path directory = policy.spoolDirectory().get().toAbsolutePath();
    // A file that is open in an interrupted thread is closed under it.
    boolean wasInterrupted = Thread.interrupted();
    try {
      files.createDirectory(directory);
      SpoolLock lock = SpoolLock.of(directory);
      try {
        return open(policy, directory, lock, format, clock, nanoTime, files);
      } catch (IOException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "DeliveryPolicy: spoolDirectory \""
              + directory
              + "\""
              + policy.deadLetterFile().map(file -> " or deadLetterFile \"" + file + '"').orElse("")
              + " cannot be used: "
              + e
              + "; give a place on a local disk that this process may write to",
          e);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static SpoolWriter open(
      DeliveryPolicy policy,
      Path directory,
      SpoolLock lock,
      EventFormat format,
      Clock clock,
      LongSupplier nanoTime,
      SpoolFiles files)
      throws IOException {
    QuarantineFile corrupt =
        new QuarantineFile(files, directory.resolve("records.corrupt"), CORRUPT_BYTES);
    SpoolRecovery found = SpoolRecovery.read(files, directory, corrupt);
    EventPayload payload = new EventPayload(format);
    SpoolWarnings warnings = new SpoolWarnings(directory);
    warnings.recovered(found.entries().size(), found.corrupt());
    return new SpoolWriter(
            policy,
            new SpoolLog(files, directory, policy, payload, found),
            found,
            lock,
            new DeadLetterWriter(deadLetterFile(policy, files), payload),
            warnings,
            clock,
            nanoTime)
        .start();
  }

  private static @Nullable QuarantineFile deadLetterFile(DeliveryPolicy policy, SpoolFiles files)
      throws IOException {
    if (policy.deadLetterFile().isEmpty()) {
      return null;
    }
    Path file = policy.deadLetterFile().get().toAbsolutePath();
    Path directory = file.getParent();
    if (directory != null) {
      files.createDirectory(directory);
    }
    return new QuarantineFile(files, file, policy.spoolBytes());
  }
}
