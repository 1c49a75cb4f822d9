/**
 * Databases to back up, the hosts of their programs, and the manifest of a backup. Start with
 * {@code BackupSet}.
 */
@NullMarked
package io.github.plausible4j.admin.backup;

import org.jspecify.annotations.NullMarked;
