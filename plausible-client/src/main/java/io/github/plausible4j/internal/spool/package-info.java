/**
 * The log on disk that keeps waiting events over a restart. It does not know what an event is: a
 * {@code PayloadCodec} turns what is kept into bytes. For internal use only.
 */
@NullMarked
package io.github.plausible4j.internal.spool;

import org.jspecify.annotations.NullMarked;
