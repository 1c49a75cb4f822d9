package io.github.plausible4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a spool: creates and locks its directory, and reads its contents. For internal use only.
 */
public final class SpoolFactory {
  private static final long QUARANTINE_BYTES = 1 << 20;

  private SpoolFactory() {}

  /**
   * Creates a running spool.
   *
   * @throws IllegalArgumentException if the directory or the dead-letter file cannot be used
   * @throws IllegalStateException if another queue uses it, or a newer release has written to it
   */
  public static <T> Spool<T> open(
      SpoolSettings settings,
      PayloadCodec<T> codec,
      Clock clock,
      LongSupplier nanoTime,
      SpoolFiles files) {
    // An interrupt would close the file that this thread has open.
    boolean wasInterrupted = Thread.interrupted();
    try {
      SpoolDirectory.create(files, settings.directory());
      SpoolLock lock = SpoolLock.of(settings.directory());
      try {
        return open(settings, lock, codec, clock, nanoTime, files);
      } catch (IOException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      Path letters = settings.deadLetterFile();
      throw new IllegalArgumentException(
          "DeliveryPolicy: spoolDirectory \""
              + settings.directory()
              + "\""
              + (letters == null ? "" : " or deadLetterFile \"" + letters + '"')
              + " cannot be used: "
              + e
              + "; use a directory on a local disk that this process can write to",
          e);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> Spool<T> open(
      SpoolSettings settings,
      SpoolLock lock,
      PayloadCodec<T> codec,
      Clock clock,
      LongSupplier nanoTime,
      SpoolFiles files)
      throws IOException {
    QuarantineFile quarantine =
        new QuarantineFile(
            files, settings.directory().resolve("records.corrupt"), QUARANTINE_BYTES);
    SpoolRecovery<T> found = SpoolRecovery.read(files, settings.directory(), quarantine, codec);
    QuarantineFile letters = deadLetterFile(settings, files);
    SpoolWarnings warnings = new SpoolWarnings(settings.directory());
    warnings.recovered(found.entries().size(), found.corrupt());
    SpoolLog<T> log = new SpoolLog<>(files, settings, codec, lock, found);
    return new SpoolWriter<>(
            settings,
            log,
            found,
            lock,
            new DeadLetterWriter<>(letters, codec),
            warnings,
            clock,
            nanoTime)
        .start();
  }

  private static @Nullable QuarantineFile deadLetterFile(SpoolSettings settings, SpoolFiles files)
      throws IOException {
    Path file = settings.deadLetterFile();
    if (file == null) {
      return null;
    }
    Path directory = file.getParent();
    if (directory != null) {
      files.createDirectory(directory);
    }
    if (files.exists(file)) {
      files.append(file).close();
    }
    return new QuarantineFile(files, file, settings.maxBytes());
  }
}
