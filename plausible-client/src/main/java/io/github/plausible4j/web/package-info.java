/**
 * What the build of a static site needs: the script element that counts its readers, put into every
 * page, and a page on which a reader can refuse. Nothing here talks to a server.
 */
@NullMarked
package io.github.plausible4j.web;

import org.jspecify.annotations.NullMarked;
