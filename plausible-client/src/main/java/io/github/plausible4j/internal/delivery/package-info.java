/**
 * The delivery queue and the HTTP side of events: {@code ThreadedEventQueue} takes events and its
 * {@code SenderPool} delivers them, {@code DeliveryState} decides what to do next and counts,
 * {@code EventEncoder} writes their JSON. May use {@code internal.spool}, which does not depend on
 * this package. For internal use only.
 */
@NullMarked
package io.github.plausible4j.internal.delivery;

import org.jspecify.annotations.NullMarked;
