/** Brings a server to a desired state. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.desired;

import org.jspecify.annotations.NullMarked;
