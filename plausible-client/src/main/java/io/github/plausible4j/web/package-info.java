/**
 * HTML for static sites: the script element that counts visitors, and a page on which a visitor can
 * opt out. Nothing here connects to a server.
 */
@NullMarked
package io.github.plausible4j.web;

import org.jspecify.annotations.NullMarked;
