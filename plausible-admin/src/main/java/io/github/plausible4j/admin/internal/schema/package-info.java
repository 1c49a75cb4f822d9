/** Tells which generation of the schema a database has. For internal use only. */
@NullMarked
package io.github.plausible4j.admin.internal.schema;

import org.jspecify.annotations.NullMarked;
