package io.github.plausible4j.testkit.internal.account;

import java.time.Duration;

/** The number of events that a site accepts in each time window. For internal use only. */
public record IngestLimit(long events, Duration window) {}
