package io.github.plausible4j.stats;

/**
 * A warning of the server about a metric.
 *
 * @param code the server's code, for example {@code no_imported_scroll_depth}
 * @param text the server's text; empty if it sent none
 */
public record MetricWarning(String code, String text) {}
