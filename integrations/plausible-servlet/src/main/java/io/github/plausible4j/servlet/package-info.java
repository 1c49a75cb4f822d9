/**
 * Plausible in web applications on Jakarta Servlet: page views counted on the server, events of a
 * request's visitor, and a proxy for counting under your own host.
 */
@NullMarked
package io.github.plausible4j.servlet;

import org.jspecify.annotations.NullMarked;
