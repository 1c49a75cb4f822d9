/** Text for terminals: tables, the width of characters, labels of rows. For internal use only. */
@NullMarked
package io.github.plausible4j.internal.text;

import org.jspecify.annotations.NullMarked;
