/**
 * Plan, progress and result of a move from docker-compose into a cluster. Start with {@code
 * ComposeMigration}.
 */
@NullMarked
package io.github.plausible4j.admin.migration;

import org.jspecify.annotations.NullMarked;
