/** Checks of texts that callers give. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.rules;

import org.jspecify.annotations.NullMarked;
