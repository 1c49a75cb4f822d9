/** The client's queue behind a proxy process that cuts, delays, resets and dies. */
@NullMarked
package io.github.plausible4j.testkit.chaos;

import org.jspecify.annotations.NullMarked;
