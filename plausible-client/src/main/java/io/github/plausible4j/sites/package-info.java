/**
 * Sites with their goals and settings, and the two HTTP APIs that change them: {@link
 * io.github.plausible4j.sites.SitesClient} for hosted Plausible and self-hosted releases before
 * 2.1, {@link io.github.plausible4j.sites.PluginsClient} for one site of any edition.
 */
@NullMarked
package io.github.plausible4j.sites;

import org.jspecify.annotations.NullMarked;
