package io.github.plausible4j.blog;

/**
 * A post of a built site.
 *
 * @param file its file, relative to the output directory, with slashes; it identifies the post from
 *     build to build
 * @param url its address, percent-encoded
 * @param title its heading, or the title of its page, or the name of its file; at most 200
 *     characters
 * @param contentHash the SHA-256 of title and content, without the parts that all pages have
 */
public record BuiltPost(String file, String url, String title, String contentHash) {}
