package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolSync;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a spool. For internal use only.
 *
 * @param directory the absolute directory, which is created if it is missing
 * @param maxBytes the maximum size of its segments on the disk
 * @param deadLetterFile the absolute file for events that will not be sent; {@code null} for none
 */
public record SpoolSettings(
    Path directory, SpoolSync sync, long maxBytes, @Nullable Path deadLetterFile) {}
