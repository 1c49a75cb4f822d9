package io.github.plausible4j.admin.rotation;

import io.github.plausible4j.k8s.stack.SecretValue;

/** A user of PostgreSQL or ClickHouse and its password. */
public record Login(String username, SecretValue password) {}
