package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.EventQueue;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each kind of problem of a spool once. No line contains a visitor's address. Exceptions of a
 * logger are ignored. Thread-safe.
 */
final class SpoolWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private enum Line {
    FAILED,
    FULL,
    WORKS,
    DEAD_LETTERS
  }

  private final Path directory;
  private final Set<Line> said = EnumSet.noneOf(Line.class);

  SpoolWarnings(Path directory) {
    this.directory = directory;
  }

  void recovered(int events, long corrupt) {
    if (corrupt > 0) {
      log(
          () ->
              LOG.warn(
                  "The spool in {} had {} places that are not complete records: cut off by a"
                      + " kill, damaged, or in a file that cannot be read. The readable bytes are"
                      + " kept in its file records.corrupt; {} events are recovered.",
                  directory,
                  corrupt,
                  events));
    } else if (events > 0) {
      log(() -> LOG.info("{} events are recovered from the spool in {}", events, directory));
    }
  }

  void failed(Throwable failure) {
    once(
        Line.FAILED,
        () ->
            LOG.warn(
                "The spool in {} cannot be written: {}. Events are held only in memory until it"
                    + " can; is the disk full, or is the directory gone? Logged once; further"
                    + " ones are only counted.",
                directory,
                failure.toString()));
  }

  void full(long maxBytes) {
    once(
        Line.FULL,
        () ->
            LOG.warn(
                "The spool in {} has reached its limit of {} bytes. New events are held only in"
                    + " memory until others have been delivered; raise spoolBytes, or check that"
                    + " the"
                    + " server is reachable. Logged once; further ones are only counted.",
                directory,
                maxBytes));
  }

  void works() {
    once(Line.WORKS, () -> LOG.info("The spool in {} works again. Logged once.", directory));
  }

  void deadLetters(Path file) {
    once(
        Line.DEAD_LETTERS,
        () ->
            LOG.warn(
                "Events could not be written to the dead-letter file {}: the disk failed, or the"
                    + " file has reached the size limit of the spool. Move it away. Logged once.",
                file));
  }

  private void once(Line line, Runnable message) {
    boolean isFirst;
    synchronized (said) {
      isFirst = said.add(line);
    }
    if (isFirst) {
      log(message);
    }
  }

  private static void log(Runnable message) {
    try {
      message.run();
    } catch (Throwable e) {
      // A broken appender must not end the spool's thread, or a caller's.
      return;
    }
  }
}
