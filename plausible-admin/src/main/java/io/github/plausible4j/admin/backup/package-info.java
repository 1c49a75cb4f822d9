/**
 * The databases that a backup saves and where their programs run, and what a backup says of itself.
 * {@code BackupSet} is where to begin.
 */
@NullMarked
package io.github.plausible4j.admin.backup;

import org.jspecify.annotations.NullMarked;
