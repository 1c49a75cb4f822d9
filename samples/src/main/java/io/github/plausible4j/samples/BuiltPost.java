package io.github.plausible4j.samples;

/**
 * A post of a built site.
 *
 * @param file its file, relative to the output directory, with slashes; what it is known by from
 *     build to build
 * @param url where readers find it
 * @param title its title
 * @param contentHash SHA-256 of title and content, without what surrounds them on every page
 */
record BuiltPost(String file, String url, String title, String contentHash) {}
