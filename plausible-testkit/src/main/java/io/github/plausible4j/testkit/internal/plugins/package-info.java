/**
 * The Plugins API: goals, custom properties, shared links and the tracking script of one site. Not
 * part of the API.
 */
@NullMarked
package io.github.plausible4j.testkit.internal.plugins;

import org.jspecify.annotations.NullMarked;
