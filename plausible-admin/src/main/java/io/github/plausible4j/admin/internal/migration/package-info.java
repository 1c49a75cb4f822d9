/** The steps of a move from docker-compose into a cluster, with its source and target. */
@NullMarked
package io.github.plausible4j.admin.internal.migration;

import org.jspecify.annotations.NullMarked;
