/** The filter and the proxy on a real Jetty, reporting to the test server over loopback. */
@NullMarked
package io.github.plausible4j.servlet;

import org.jspecify.annotations.NullMarked;
