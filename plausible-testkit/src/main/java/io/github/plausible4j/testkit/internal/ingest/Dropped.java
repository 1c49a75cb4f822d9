package io.github.plausible4j.testkit.internal.ingest;

import java.time.Instant;

/** An event that was accepted but not stored for one of its sites. For internal use only. */
public record Dropped(
    Instant time,
    String domain,
    String name,
    String hostname,
    String pathname,
    DropReason reason) {}
