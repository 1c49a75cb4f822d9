/**
 * A Plausible server for tests that runs inside the JVM. It listens on the loopback interface,
 * follows the rules of the real server, stores events in memory and answers queries from them.
 */
@NullMarked
package io.github.plausible4j.testkit;

import org.jspecify.annotations.NullMarked;
