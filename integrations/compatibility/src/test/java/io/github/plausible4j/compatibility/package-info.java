/** The library with other versions of what it depends on, and on other Java runtimes. */
@NullMarked
package io.github.plausible4j.compatibility;

import org.jspecify.annotations.NullMarked;
