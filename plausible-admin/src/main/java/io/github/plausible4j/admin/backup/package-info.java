/**
 * Backups of a stack's databases, written outside the cluster, checked, and restored into empty
 * databases.
 */
@NullMarked
package io.github.plausible4j.admin.backup;

import org.jspecify.annotations.NullMarked;
