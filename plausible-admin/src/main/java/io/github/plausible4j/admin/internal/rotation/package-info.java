/**
 * The steps of each rotation, and the stack in its cluster that they work on. For internal use
 * only.
 */
@NullMarked
package io.github.plausible4j.admin.internal.rotation;

import org.jspecify.annotations.NullMarked;
