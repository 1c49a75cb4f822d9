package io.github.plausible4j.testkit.internal.ingest;

import java.util.Set;

/**
 * What the ingestion is configured with. For internal use only.
 *
 * @param old whether to behave as the servers of 2021
 * @param spamReferrers hosts besides the known ones
 */
public record IngestSettings(boolean old, Places places, Set<String> spamReferrers) {}
