package io.github.plausible4j.admin.model;

/**
 * How much a table of ClickHouse holds.
 *
 * @param bytes on disk, compressed
 */
public record TableSize(String table, long rows, long bytes) {}
