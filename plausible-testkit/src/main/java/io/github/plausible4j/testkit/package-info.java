/**
 * A Plausible server inside the test: it listens on loopback, keeps the rules of the real one,
 * stores what it takes and answers from that.
 */
@NullMarked
package io.github.plausible4j.testkit;

import org.jspecify.annotations.NullMarked;
