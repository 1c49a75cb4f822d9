/** Recognizes the generation of a database's schema. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.schema;

import org.jspecify.annotations.NullMarked;
