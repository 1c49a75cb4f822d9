package io.github.plausible4j.internal.spool;

import java.io.IOException;

/** The log has reached its bound; there is room again when events have been delivered. */
final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1;

  SpoolFullException(long maxBytes) {
    super("the spool has reached its bound of " + maxBytes + " bytes");
  }
}
