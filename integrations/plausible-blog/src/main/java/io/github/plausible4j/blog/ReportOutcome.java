package io.github.plausible4j.blog;

/** What became of one event of a report. */
public enum ReportOutcome {
  /** The server took it. */
  COUNTED,
  /** Nothing was sent, because this was a dry run or the server cannot be reached. */
  NOT_SENT,
  /** The post cannot be an event of Plausible; the reason says why. */
  NOT_REPORTABLE,
  /** The server answered that it dropped the event; it may not know the site. */
  DROPPED,
  /** The server refused the event, or the delivery failed; the reason says why. */
  FAILED
}
