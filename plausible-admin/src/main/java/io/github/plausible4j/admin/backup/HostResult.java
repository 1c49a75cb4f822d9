package io.github.plausible4j.admin.backup;

/**
 * How a program ended.
 *
 * @param exitCode 0 if all went well
 * @param errors the end of what it wrote to its error stream
 */
public record HostResult(int exitCode, String errors) {}
