/** Checks of texts from callers. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.rules;

import org.jspecify.annotations.NullMarked;
