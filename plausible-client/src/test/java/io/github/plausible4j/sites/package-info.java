/** The sites and the plugins API over real HTTP, against answers in the shapes of a real server. */
@NullMarked
package io.github.plausible4j.sites;

import org.jspecify.annotations.NullMarked;
