package io.github.plausible4j.admin.desired;

/** An API key for statistics, which comes out when it is made. */
public record DesiredApiKey(String email, String name) {}
