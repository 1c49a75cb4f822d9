package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.admin.Secret;

/** A user of PostgreSQL or ClickHouse and its password. */
public record Login(String username, Secret password) {}
