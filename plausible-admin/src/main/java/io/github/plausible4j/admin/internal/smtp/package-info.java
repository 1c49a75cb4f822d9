/** The lines of an SMTP session. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.smtp;

import org.jspecify.annotations.NullMarked;
