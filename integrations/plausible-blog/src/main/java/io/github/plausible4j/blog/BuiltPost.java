package io.github.plausible4j.blog;

/**
 * A post of a built site.
 *
 * @param file its file, relative to the output directory, with slashes; it identifies the post from
 *     build to build
 * @param url where readers find it, percent-encoded
 * @param title its heading, else the title of its page, else the name of its file; at most 200
 *     characters
 * @param contentHash SHA-256 of title and content, without what surrounds them on every page
 */
public record BuiltPost(String file, String url, String title, String contentHash) {}
