/** The counters of an event queue as Micrometer metrics. */
@NullMarked
package io.github.plausible4j.micrometer;

import org.jspecify.annotations.NullMarked;
