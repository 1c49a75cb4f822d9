package io.github.plausible4j.admin.model;

/** A kind of report about a site, sent by mail. */
public enum Report {
  /** Sent on Mondays, about the previous week. */
  WEEKLY,
  /** Sent on the first day of a month, about the previous month. */
  MONTHLY,
  /** Sent when more visitors are on the site than the threshold, 10 by default. */
  TRAFFIC_SPIKE,
  /** Sent when fewer visitors came in 12 hours than the threshold, 1 by default. Since 2.1.4. */
  TRAFFIC_DROP
}
