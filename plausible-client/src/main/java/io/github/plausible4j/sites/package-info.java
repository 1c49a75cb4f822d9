/**
 * What a site consists of on the server, and the two HTTP interfaces that change it: {@link
 * io.github.plausible4j.sites.SitesClient} for hosted Plausible and self-hosted releases before
 * 2.1, {@link io.github.plausible4j.sites.PluginsClient} for one site of any edition.
 */
@NullMarked
package io.github.plausible4j.sites;

import org.jspecify.annotations.NullMarked;
