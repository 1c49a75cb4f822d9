/** The steps of each rotation, and the control of a stack in its cluster. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.rotation;

import org.jspecify.annotations.NullMarked;
