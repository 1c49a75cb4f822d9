package io.github.plausible4j.sites;

import java.util.UUID;

/**
 * A team that the owner of the API key belongs to.
 *
 * @param id its id
 * @param name its name
 * @param apiAvailable whether its plan includes the API
 */
public record Team(UUID id, String name, boolean apiAvailable) {}
