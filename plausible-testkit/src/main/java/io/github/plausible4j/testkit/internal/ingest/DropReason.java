package io.github.plausible4j.testkit.internal.ingest;

/** Why an event was accepted but not stored. For internal use only. */
public enum DropReason {
  SPAM_REFERRER,
  UNKNOWN_SITE,
  PAYMENT_REQUIRED,
  INGEST_LIMIT,
  BLOCKED_ADDRESS,
  BLOCKED_COUNTRY,
  BLOCKED_PAGE,
  BLOCKED_HOSTNAME,
  DATA_CENTRE_ADDRESS,
  THREAT_ADDRESS,
  BOT,
  NO_VISIT_FOR_ENGAGEMENT
}
