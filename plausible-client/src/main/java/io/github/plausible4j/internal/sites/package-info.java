/** The sites API and the plugins API over HTTP: requests, paging, JSON. For internal use only. */
@NullMarked
package io.github.plausible4j.internal.sites;

import org.jspecify.annotations.NullMarked;
