package io.github.plausible4j.sites;

/**
 * A person outside of the team who can see one site.
 *
 * @param email the address
 * @param role the role
 * @param accepted whether they have accepted the invitation
 */
public record Guest(String email, GuestRole role, boolean accepted) {}
