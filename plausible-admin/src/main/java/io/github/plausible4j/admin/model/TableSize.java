package io.github.plausible4j.admin.model;

/**
 * The size of a ClickHouse table.
 *
 * @param bytes on disk, compressed
 */
public record TableSize(String table, long rows, long bytes) {}
