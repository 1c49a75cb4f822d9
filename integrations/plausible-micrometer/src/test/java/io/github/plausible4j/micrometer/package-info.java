/** Metrics of a real queue that delivers to the test server. */
@NullMarked
package io.github.plausible4j.micrometer;

import org.jspecify.annotations.NullMarked;
