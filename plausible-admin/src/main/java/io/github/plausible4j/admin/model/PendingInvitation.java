package io.github.plausible4j.admin.model;

import java.util.Optional;

/**
 * An invitation that nobody has accepted yet.
 *
 * @param site the domain of the site; empty for a whole team
 * @param role as the server stores it, such as {@code editor}
 */
public record PendingInvitation(String email, Optional<String> site, String role) {}
