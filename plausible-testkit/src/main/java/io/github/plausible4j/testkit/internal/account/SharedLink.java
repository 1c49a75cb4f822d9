package io.github.plausible4j.testkit.internal.account;

/** A link to a site's dashboard. For internal use only. */
public record SharedLink(long id, String name, String slug, boolean passwordProtected) {}
