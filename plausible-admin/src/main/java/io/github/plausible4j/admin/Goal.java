package io.github.plausible4j.admin;

/**
 * A goal of a site.
 *
 * @param target the name of the event, or the path of the page beginning with a slash
 */
public record Goal(long id, String target, boolean isPage) {}
