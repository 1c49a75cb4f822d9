package io.github.plausible4j.admin.model;

/** A user who belongs to a team. Guests of single sites are not members. */
public record TeamMember(String email, TeamRole role) {}
