package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.EventQueue;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what an operator must know of a spool. No line holds a visitor's address. */
public final class SpoolWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final Path directory;
  private boolean saidFailed;
  private boolean saidWorks;
  private boolean saidDeadLetters;

  public SpoolWarnings(Path directory) {
    this.directory = directory;
  }

  public void recovered(int events, long corrupt) {
    if (corrupt > 0) {
      LOG.warn(
          "The spool in {} had bytes in {} places that are no whole record: torn by a kill, or"
              + " damaged. They are kept in records.corrupt there; {} events are recovered.",
          directory,
          corrupt,
          events);
    } else if (events > 0) {
      LOG.info("{} events are recovered from the spool in {}", events, directory);
    }
  }

  synchronized void failed(Throwable failure) {
    if (!saidFailed) {
      saidFailed = true;
      LOG.warn(
          "The spool in {} cannot be written: {}. Events are held in memory alone until it can;"
              + " is the disk full, or is the directory gone? Said once; the count goes on.",
          directory,
          failure.toString());
    }
  }

  synchronized void works() {
    if (!saidWorks) {
      saidWorks = true;
      LOG.info("The spool in {} works again. Said once.", directory);
    }
  }

  synchronized void deadLetters(Path file) {
    if (!saidDeadLetters) {
      saidDeadLetters = true;
      LOG.warn(
          "Events could not be written to the dead-letter file {}: the disk failed or the file has"
              + " reached the bound of the spool. Move it away. Said once.",
          file);
    }
  }
}
