/** Statistics over HTTP: requests, retries, rate limits, pages. For internal use only. */
@NullMarked
package io.github.plausible4j.internal.stats;

import org.jspecify.annotations.NullMarked;
