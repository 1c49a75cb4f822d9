package io.github.plausible4j.testkit.internal.account;

import java.time.Duration;

/** How many events of a site are taken in each window of time. For internal use only. */
public record IngestLimit(long events, Duration window) {}
