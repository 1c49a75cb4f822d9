package io.github.plausible4j.admin.model;

/** A user who sees one site of a team, or before 3.0 a site of another user. */
public record Guest(String email, GuestRole role) {}
