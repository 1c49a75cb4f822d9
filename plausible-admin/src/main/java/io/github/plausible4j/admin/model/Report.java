package io.github.plausible4j.admin.model;

/** Mails about a site. */
public enum Report {
  /** On Monday, about the week before. */
  WEEKLY,
  /** On the first, about the month before. */
  MONTHLY,
  /** When more visitors are on the site than its threshold, 10 unless changed. */
  TRAFFIC_SPIKE,
  /** When fewer visitors came in 12 hours than its threshold, 1 unless changed. Since 2.1.4. */
  TRAFFIC_DROP
}
