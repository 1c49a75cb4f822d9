/** The steps of a move from docker-compose into a cluster, and both of its sides. */
@NullMarked
package io.github.plausible4j.admin.internal.migration;

import org.jspecify.annotations.NullMarked;
