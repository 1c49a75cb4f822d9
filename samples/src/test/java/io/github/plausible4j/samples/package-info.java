/** The samples, run as users run them. */
@NullMarked
package io.github.plausible4j.samples;

import org.jspecify.annotations.NullMarked;
