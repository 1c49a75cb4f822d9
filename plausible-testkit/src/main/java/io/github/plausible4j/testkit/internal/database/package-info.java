/** Sites and keys in the PostgreSQL database of a Plausible. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.database;

import org.jspecify.annotations.NullMarked;
