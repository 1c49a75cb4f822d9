/** Charts of statistics. */
@NullMarked
package io.github.plausible4j.samples.charts;

import org.jspecify.annotations.NullMarked;
