/** Statistics over HTTP: requests, retries, pacing, pages. Not exported. */
@NullMarked
package io.github.plausible4j.stats.http;

import org.jspecify.annotations.NullMarked;
