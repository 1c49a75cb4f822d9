package io.github.plausible4j.admin.desired;

/** An API key for statistics. The key is returned when it is created. */
public record DesiredApiKey(String email, String name) {}
