package io.github.plausible4j.stats;

/**
 * Why a metric is not what it seems.
 *
 * @param code what it is about, for example {@code no_imported_scroll_depth}
 * @param text the server's words; empty if it sent none
 */
public record MetricWarning(String code, String text) {}
