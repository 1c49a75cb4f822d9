package io.github.plausible4j.blog;

/** The result of an event of a report. */
public enum ReportOutcome {
  /** The server accepted the event. */
  COUNTED,
  /** Nothing was sent, because this was a dry run or the server cannot be reached. */
  NOT_SENT,
  /** The post cannot be an event of Plausible; the reason says why. */
  NOT_REPORTABLE,
  /** The server dropped the event, for example because it does not know the site. */
  DROPPED,
  /** The server rejected the event, or the delivery failed; the reason says why. */
  FAILED
}
