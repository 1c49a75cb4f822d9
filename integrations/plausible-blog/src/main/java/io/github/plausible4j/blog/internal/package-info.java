/**
 * Code that page editing and build reports share: decoding and parsing of files. For internal use
 * only.
 */
@NullMarked
package io.github.plausible4j.blog.internal;

import org.jspecify.annotations.NullMarked;
