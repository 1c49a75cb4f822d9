package io.github.plausible4j.internal.spool;

/** Why an event need not be kept any longer. */
public enum SpoolEnd {
  /** The server had the last word. */
  ANSWERED,
  /** It waited too long. */
  EXPIRED,
  /** It was given up: after all attempts, or for a newer event. */
  FAILED;

  public boolean isDeadLetter() {
    return this != ANSWERED;
  }
}
