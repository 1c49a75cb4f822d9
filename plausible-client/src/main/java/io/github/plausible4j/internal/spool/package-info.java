/**
 * The log on disk that keeps waiting events across restarts. It does not depend on events: a {@code
 * PayloadCodec} converts payloads into bytes. For internal use only.
 */
@NullMarked
package io.github.plausible4j.internal.spool;

import org.jspecify.annotations.NullMarked;
