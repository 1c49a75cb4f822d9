/** The documentation is held to what it says. */
@NullMarked
package io.github.plausible4j.samples.docs;

import org.jspecify.annotations.NullMarked;
