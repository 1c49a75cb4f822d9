/** Arguments, results and exceptions of operations. */
@NullMarked
package io.github.plausible4j.admin.model;

import org.jspecify.annotations.NullMarked;
