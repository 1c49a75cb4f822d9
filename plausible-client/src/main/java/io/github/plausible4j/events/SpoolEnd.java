package io.github.plausible4j.events;

/** Why an event need not be kept any longer. */
enum SpoolEnd {
  /** The server had the last word. */
  ANSWERED,
  /** It waited too long. */
  EXPIRED,
  /** It was given up: after all attempts, or for a newer event. */
  FAILED;

  boolean isDeadLetter() {
    return this != ANSWERED;
  }
}
