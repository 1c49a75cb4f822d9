package io.github.plausible4j.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How events are written for a server.
 *
 * @param defaultSite the site of events that name none; {@code null} for the host of their address
 * @param propsAsText whether properties go out as JSON in a text, the only form that servers of
 *     2021 and 2022 take
 */
public record EventFormat(@Nullable String defaultSite, boolean propsAsText) {}
