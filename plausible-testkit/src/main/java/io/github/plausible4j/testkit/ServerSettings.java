package io.github.plausible4j.testkit;

import io.github.plausible4j.testkit.internal.account.Directory;
import io.github.plausible4j.testkit.internal.ingest.IngestSettings;
import java.time.Clock;

/** The complete settings of a server. */
record ServerSettings(
    String host,
    int port,
    Clock clock,
    ServerRelease release,
    boolean hosted,
    Directory directory,
    IngestSettings ingest,
    long burstLimit,
    String apiKey) {}
