/**
 * The delivery queue and the HTTP side of events: {@code ThreadedEventQueue} takes events and its
 * senders deliver them, {@code DeliveryState} counts them, {@code EventEncoder} writes their JSON.
 * For internal use only.
 */
@NullMarked
package io.github.plausible4j.internal.delivery;

import org.jspecify.annotations.NullMarked;
