/**
 * A move from docker-compose into a cluster: what it does, how it is watched, what it counted.
 * {@code ComposeMigration} is where to begin.
 */
@NullMarked
package io.github.plausible4j.admin.migration;

import org.jspecify.annotations.NullMarked;
