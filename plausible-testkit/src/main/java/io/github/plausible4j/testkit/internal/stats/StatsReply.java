package io.github.plausible4j.testkit.internal.stats;

/**
 * An answer of the statistics API. For internal use only.
 *
 * @param status of HTTP
 * @param body JSON
 */
public record StatsReply(int status, String body) {}
