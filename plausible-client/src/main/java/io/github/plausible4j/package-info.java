/**
 * The entry point, {@link io.github.plausible4j.Plausible}, and its failures, {@link
 * io.github.plausible4j.PlausibleException}.
 */
@NullMarked
package io.github.plausible4j;

import org.jspecify.annotations.NullMarked;
