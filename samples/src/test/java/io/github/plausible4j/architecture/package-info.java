/** The conditions behind the rules over all modules. */
@NullMarked
package io.github.plausible4j.architecture;

import org.jspecify.annotations.NullMarked;
