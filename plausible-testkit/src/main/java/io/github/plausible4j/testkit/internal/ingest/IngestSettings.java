package io.github.plausible4j.testkit.internal.ingest;

import java.util.Set;

/**
 * The settings of the ingestion. For internal use only.
 *
 * @param old whether to behave like the servers of 2021
 * @param afterRelease32 whether to behave like servers after 3.2
 * @param revenue whether revenue is stored
 * @param spamReferrers hosts in addition to the known ones
 */
public record IngestSettings(
    boolean old,
    boolean afterRelease32,
    boolean revenue,
    Places places,
    Set<String> spamReferrers) {}
