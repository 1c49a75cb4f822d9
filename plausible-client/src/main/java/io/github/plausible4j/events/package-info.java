/**
 * Reporting of events: the event, its visitor, and its delivery to the server, at once ({@link
 * io.github.plausible4j.events.EventClient}) or through a queue ({@link
 * io.github.plausible4j.events.EventQueue}).
 */
@NullMarked
package io.github.plausible4j.events;

import org.jspecify.annotations.NullMarked;
