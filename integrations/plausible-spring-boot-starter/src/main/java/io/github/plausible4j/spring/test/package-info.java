/** A Plausible test server for tests of a Spring application. */
@NullMarked
package io.github.plausible4j.spring.test;

import org.jspecify.annotations.NullMarked;
