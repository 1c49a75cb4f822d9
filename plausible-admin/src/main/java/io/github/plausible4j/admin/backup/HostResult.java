package io.github.plausible4j.admin.backup;

/**
 * The result of a program.
 *
 * @param exitCode 0 for success
 * @param errors the last part of its error output
 */
public record HostResult(int exitCode, String errors) {}
