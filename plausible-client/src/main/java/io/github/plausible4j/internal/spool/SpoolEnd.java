package io.github.plausible4j.internal.spool;

/** The reasons why an event need no longer be kept. For internal use only. */
public enum SpoolEnd {
  /** The server answered it. */
  ANSWERED,
  /** It waited too long. */
  EXPIRED,
  /** It was given up: after all attempts, or for a newer event. */
  FAILED;

  public boolean isDeadLetter() {
    return this != ANSWERED;
  }
}
