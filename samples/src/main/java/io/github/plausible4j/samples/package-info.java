/** Sample programs to copy from. */
@NullMarked
package io.github.plausible4j.samples;

import org.jspecify.annotations.NullMarked;
