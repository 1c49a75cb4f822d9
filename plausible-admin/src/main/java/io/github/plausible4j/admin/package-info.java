/**
 * Operations on a Plausible database that no page and no API offers: users, sites, keys, tokens,
 * sessions and teams, each checked against the schema, in one transaction, repeatable, and on
 * record. {@link io.github.plausible4j.admin.PlausibleAdmin} is where to begin.
 */
@NullMarked
package io.github.plausible4j.admin;

import org.jspecify.annotations.NullMarked;
