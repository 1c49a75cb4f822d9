package io.github.plausible4j.sites;

/**
 * Somebody from outside of the team who sees one site.
 *
 * @param email the address
 * @param role what they may do
 * @param accepted whether they took the invitation
 */
public record Guest(String email, GuestRole role, boolean accepted) {}
