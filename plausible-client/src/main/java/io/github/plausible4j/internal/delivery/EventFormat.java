package io.github.plausible4j.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The format of events for a server.
 *
 * @param defaultSite the site of events without a site; {@code null} for the host of their address
 * @param propsAsText whether properties are sent as a string that contains JSON, the only format
 *     that servers of 2021 and 2022 accept
 */
public record EventFormat(@Nullable String defaultSite, boolean propsAsText) {}
