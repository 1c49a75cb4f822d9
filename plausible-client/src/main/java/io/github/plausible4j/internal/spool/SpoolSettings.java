package io.github.plausible4j.internal.spool;

import io.github.plausible4j.events.SpoolSync;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a spool writes. For internal use only.
 *
 * @param directory the absolute directory, which is made if it is not there
 * @param maxBytes the most that its segments take on the disk
 * @param deadLetterFile the absolute file for what will not be sent; {@code null} for none
 */
public record SpoolSettings(
    Path directory, SpoolSync sync, long maxBytes, @Nullable Path deadLetterFile) {}
