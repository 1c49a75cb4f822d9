/** The Sites API of the hosted service. Not part of the API. */
@NullMarked
package io.github.plausible4j.testkit.internal.sites;

import org.jspecify.annotations.NullMarked;
