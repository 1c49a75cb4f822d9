package io.github.plausible4j.admin.model;

import io.github.plausible4j.k8s.stack.SecretValue;

/**
 * A link with which anybody can read the statistics of a site.
 *
 * @param slug the part that must not be guessed: the address is {@code
 *     BASE_URL/share/DOMAIN?auth=SLUG}
 */
public record SharedLinkInfo(long id, String name, SecretValue slug, boolean hasPassword) {}
